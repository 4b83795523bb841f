const KEY = "kg-edit-token";

let held = "";

/** The token that `kg serve --edit` has printed, as far as this tab knows it. */
export function token(): string {
  try {
    return sessionStorage.getItem(KEY) ?? held;
  } catch {
    return held; // a page without storage keeps it as long as it is open
  }
}

export function setToken(value: string): void {
  held = value;
  keep(KEY, value);
}

/**
 * Takes the token out of the address, where it stands beside the state: `#token=…&node=…`. Called before
 * anything else reads the address, so that no link and no later page of the history has it.
 */
export function takeToken(): void {
  take();
  addEventListener("hashchange", take);
}

function take(): void {
  const parts = location.hash.slice(1).split("&");
  const found = parts.find((part) => part.startsWith("token="));
  if (found === undefined) {
    return;
  }
  const rest = parts.filter((part) => !part.startsWith("token=")).join("&");
  const plain = location.href.replace(/#.*$/s, "");
  history.replaceState(null, "", rest ? `${plain}#${rest}` : plain);
  const value = decoded(found.slice("token=".length));
  if (value && value !== token()) {
    setToken(value);
    dispatchEvent(new Event("kg-token"));
  }
}

/** Something that outlives a reload of the tab, where the browser allows it. */
export function keep(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // nothing that matters is lost
  }
}

export function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
