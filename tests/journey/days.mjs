// Days as they are in Morocco.

export const isoDate = (date) => date.toISOString().slice(0, 10);
export const asTyped = (date) => isoDate(date).split("-").reverse().join("/");
export const today = () => new Date(`${new Intl.DateTimeFormat("sv", { timeZone: "Africa/Casablanca" }).format(new Date())}T00:00:00Z`);
export const daysFromNow = (days) => new Date(today().getTime() + days * 86_400_000);
