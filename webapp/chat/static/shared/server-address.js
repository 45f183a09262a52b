// The root of the web application, told by where this file came from: so a context path and a
// proxy's prefix need not be known.
export const base = new URL("../../../", import.meta.url);
