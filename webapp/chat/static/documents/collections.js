// Collections of documents on the server, as OpenAI's vector stores have them.

import { getJson, postJson, request } from "../shared/api.js";
import { count, duration, number } from "../shared/format.js";
import { upload } from "../shared/upload.js";

const MOST = 100;

const path = (...parts) => ["v1", ...parts.map(encodeURIComponent)].join("/");
const remove = (...parts) => request(path(...parts), { method: "DELETE" });

/** What the pages show of a collection. */
function shown({ id, name, folder = false, file_counts: counts = {}, progress = {} }) {
  const { total = 0, in_progress: running = 0, failed = 0 } = counts;
  const { pages = 0, chunks: passages = 0, seconds_left: left = null, rebuilding = false } = progress;
  return { id, name: name || id, folder, total, running, failed, pages, passages, left, rebuilding };
}

/** How it stands with a collection, in words. */
export function stateOf({ total, running, failed, pages, passages, left, rebuilding }) {
  const parts = running
    ? [`${number(total - running)} of ${count(total, "document")} read`, left !== null && `${duration(left)} left`]
    : [count(total, "document") || "Empty", count(pages, "page"), count(passages, "passage")];
  return [...parts, failed && `${number(failed)} could not be read`, rebuilding && "being indexed anew"].filter(Boolean).join(" · ");
}

export const allCollections = async () => (await getJson(`${path("vector_stores")}?limit=${MOST}`)).data.map(shown);

export const newCollection = async (name) => shown(await postJson(path("vector_stores"), { name }));

/** The newest files of a collection: { id, name, status, problem, pages, passages }. */
export async function filesOf(collection) {
  const { data } = await getJson(`${path("vector_stores", collection, "files")}?limit=${MOST}`);
  return data.map(({ id, filename, path: place, status, last_error: error, pages = 0, chunks = 0 }) => {
    return { id, name: place ?? filename ?? id, status, problem: error?.message, pages, passages: chunks };
  });
}

/** Sends a file, telling how far, and puts it into a collection, where it is read in the background. */
export async function addFile(collection, file, told) {
  const body = new FormData();
  body.append("purpose", "assistants");
  body.append("file", file, file.name);
  const { id } = await upload(path("files"), body, told);
  await postJson(path("vector_stores", collection, "files"), { file_id: id });
}

/** Deletes a file, which is taken out of all collections. */
export const deleteFile = (id) => remove("files", id);

/** Deletes a collection with the files in it. */
export async function deleteCollection(id) {
  for (let files = await filesOf(id); files.length; files = await filesOf(id)) {
    for (const file of files) {
      await deleteFile(file.id);
    }
  }
  await remove("vector_stores", id);
}

/** The texts that were read from a file, in their order. */
export async function passagesOf(collection, file) {
  const { data } = await getJson(path("vector_stores", collection, "files", file, "content"));
  return data.map(({ text }) => text);
}

/** A file as it was uploaded. */
export const contentOf = async (id) => (await request(path("files", id, "content"))).blob();
