"""Reads mails as a mail program does: prints them as JSON.

    read_mails.py [--save DIR] FILE...

With --save the attachments are written to DIR.
"""
import argparse
import email
import email.policy
import json
import os


def read(path, directory):
    with open(path, "rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    recipients = [a.addr_spec for name in ("to", "cc", "bcc") for header in mail.get_all(name, []) for a in header.addresses]
    parts = []
    for part in mail.walk():
        if part.is_multipart() or (part.get_content_type() == "text/plain" and not part.is_attachment()):
            continue
        content = part.get_payload(decode=True)
        parts.append({"type": part.get_content_type(), "name": part.get_filename(), "text": content.decode() if part.get_content_maintype() == "text" else None})
        if directory:
            parts[-1]["path"] = os.path.join(directory, os.path.basename(part.get_filename() or f"part-{len(parts)}"))
            with open(parts[-1]["path"], "wb") as file:
                file.write(content)
    body = mail.get_body(("plain",))
    return {
        "file": path,
        "recipients": recipients,
        "envelope": [a.strip() for a in mail.get("x-envelope-to", "").split(",") if a.strip()],
        "subject": str(mail["subject"]),
        "text": body.get_content() if body else "",
        "parts": parts,
    }


parser = argparse.ArgumentParser()
parser.add_argument("--save")
parser.add_argument("files", nargs="*")
options = parser.parse_args()
print(json.dumps([read(path, options.save) for path in options.files]))
