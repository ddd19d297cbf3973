// Makes pages that already work a little quicker to use. Nothing depends on it.
//   form[method=post]            a second submit is ignored while the first is under way; leaving with
//                                typed text asks first (data-quiet: no)
//   form[data-live="#results"]   a search: submitted while typing, only that part of the page changes
//   input[data-live-url]         as above for a search inside another form; data-live names the part
//   [data-every="3"]             this part of the page is read again every so many seconds
//   input[type=file]             shows that a file may be dropped on it
(() => {
  "use strict";
  const dirty = new Set();

  // Replaces one part of this page by the same part of the page at `url`, and gives that page.
  async function refresh(url, selector, signal) {
    const answer = await fetch(url, { signal, credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const old = document.querySelector(selector), fresh = page.querySelector(selector);
    if (!old || !fresh) return null;
    old.replaceWith(fresh);
    return page;
  }

  // One effect per press, whatever the network does. The button keeps its width.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty.delete(form);
    const button = event.submitter;
    if (button) {
      button.style.setProperty("min-inline-size", button.offsetWidth + "px");
      button.setAttribute("aria-busy", "true");
      button.setAttribute("aria-disabled", "true");
    }
  });
  // A page taken from the browser's memory (back button) must be usable again; its idempotency key
  // is still the same, so sending it twice has one effect.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-busy]")) { button.removeAttribute("aria-busy"); button.removeAttribute("aria-disabled"); }
    }
  });

  // Unsaved text. Following a language link carries it along instead of asking.
  const typed = (form) => [...form.elements].filter((e) => e.name && !["hidden", "password", "file", "submit"].includes(e.type));
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.method === "post" && form.dataset.quiet === undefined) dirty.add(form);
  });
  window.addEventListener("beforeunload", (event) => { if (dirty.size) event.preventDefault(); });
  // What a refused form still holds is saved nowhere either.
  for (const wrong of document.querySelectorAll("form[method=post]:not([data-quiet]) [aria-invalid]")) dirty.add(wrong.form);
  const shelf = "nassij-typed:" + location.pathname;
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("a[hreflang]") || !dirty.size) return;
    const values = [...dirty].flatMap(typed).map((e) => [e.name, e.value, e.checked]);
    try { sessionStorage.setItem(shelf, JSON.stringify(values)); dirty.clear(); } catch { /* then the browser asks */ }
  });
  try {
    const kept = JSON.parse(sessionStorage.getItem(shelf) || "[]");
    sessionStorage.removeItem(shelf);
    for (const form of document.querySelectorAll("form[method=post]")) for (const e of typed(form)) {
      const choice = e.type === "radio" || e.type === "checkbox";
      const found = kept.find(([name, value]) => name === e.name && (!choice || value === e.value));
      if (!found) continue;
      if (choice) e.checked = found[2]; else e.value = found[1];
      dirty.add(form);
    }
  } catch { /* storage is a convenience */ }

  // Search while typing.
  let timer, asking;
  document.addEventListener("input", (event) => {
    const input = event.target, form = input.form;
    const source = input.dataset.liveUrl ? input : form?.dataset.live ? form : null;
    if (!source) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const url = new URL(input.dataset.liveUrl || form.action, location.href);
      url.search = new URLSearchParams(input.dataset.liveUrl ? { search: input.value } : new FormData(form));
      asking?.abort();
      asking = new AbortController();
      try {
        if ((await refresh(url, source.dataset.live, asking.signal)) && source === form) history.replaceState(null, "", url);
      } catch { /* typed on, or offline: the search button still works */ }
    }, 250);
  });

  // Progress of long work.
  function watch() {
    const part = document.querySelector("[data-every]");
    if (!part) return;
    setTimeout(async () => {
      if (document.visibilityState === "visible") {
        try { document.title = (await refresh(location.href, "#" + part.id))?.title ?? document.title; } catch { /* next time */ }
      }
      watch();
    }, Number(part.dataset.every) * 1000);
  }
  watch();

  for (const input of document.querySelectorAll("input[type=file]")) {
    for (const name of ["dragenter", "dragover"]) input.addEventListener(name, () => input.classList.add("over"));
    for (const name of ["dragleave", "drop"]) input.addEventListener(name, () => input.classList.remove("over"));
  }

  document.querySelector("#errors")?.focus();
})();
