// Thumbs up and down, where the server stores them as training data.

import { postJson } from "../shared/api.js";
import { iconButton } from "../shared/dom.js";

async function rate(node, rating, actions) {
  try {
    await postJson("v1/training/feedback", { completion_id: node.completionId, choice: 0, rating });
    node.rating = rating;
    actions.changed(node);
    actions.say("Thank you, this is stored as training data.");
  } catch (problem) {
    actions.say(problem.message);
  }
}

/** The two buttons, or none where nothing would come of them. */
export function thumbs(node, actions) {
  if (!actions.feedback() || !node.completionId || node.error) {
    return [];
  }
  const thumb = (rating, label) =>
    iconButton(rating, label, () => rate(node, rating, actions), {
      "aria-pressed": String(node.rating === rating),
    });
  return [thumb("up", "Good answer"), thumb("down", "Bad answer")];
}
