// Collections of documents on the server, as OpenAI's vector stores have them.

import { getJson, postJson, request } from "../shared/api.js";

const STORES = "v1/vector_stores";

/** What the page shows of a collection. */
function shown({ id, name, file_counts: counts = {} }) {
  const { total = 0, in_progress: running = 0, failed = 0 } = counts;
  return { id, name: name || id, total, running, failed };
}

export const allCollections = async () => (await getJson(`${STORES}?limit=100`)).data.map(shown);

export const newCollection = async (name) => shown(await postJson(STORES, { name }));

/** Sends a file and puts it into a collection, where it is read in the background. */
export async function addFile(collection, file) {
  const body = new FormData();
  body.append("purpose", "assistants");
  body.append("file", file, file.name);
  const { id } = await (await request("v1/files", { method: "POST", body })).json();
  await postJson(`${STORES}/${encodeURIComponent(collection)}/files`, { file_id: id });
}

const PLAIN = "text/plain;charset=utf-8";
const PDF = "application/pdf";

/**
 * Opens a document at a page. All but PDF is shown as text: a document may be a page of HTML, which
 * would have the rights of this one.
 */
export async function openDocument({ file_id: id, page }) {
  const response = await request(`v1/files/${encodeURIComponent(id)}/content`);
  const type = response.headers.get("content-type")?.startsWith(PDF) ? PDF : PLAIN;
  const address = URL.createObjectURL(new Blob([await response.blob()], { type }));
  window.open(page ? `${address}#page=${page}` : address, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
