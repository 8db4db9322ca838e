// Small questions: why one cannot go, what was seen, whether to hand the round back.
import { h } from "./make.mjs";

const WHY_NOT = ["Sent somewhere else", "Running late", "Cannot get there: road or traffic", "The vehicle or somebody of us is out", "Nobody is there, or it is closed", "Another reason"];
const SEEN = ["Somebody watching or taking pictures", "Abuse or threats", "Damage or graffiti", "A vehicle that does not belong", "A bag or object left behind", "Something else"];
const LONGEST = 1000;

/** Ask by a dialog; give what was answered, or null when it was closed without an answer. */
function ask({ title, says, choices = [], words, button, quiet = "Back" }) {
  return new Promise((resolve) => {
    let answered = null;
    const close = () => dialog.close();
    const field = words && h("textarea", { id: "ask-words", name: "words", rows: 3, maxlength: LONGEST, required: words.isNeeded });
    const form = h(
      "form",
      {
        method: "dialog",
        onsubmit: (sent) => {
          const data = new FormData(sent.target);
          answered = { choice: data.get("choice") ?? "", words: (data.get("words") ?? "").trim() };
        },
      },
      h("h2", { id: "ask-title" }, title),
      says ? h("p", {}, says) : null,
      choices.length
        ? h(
            "fieldset",
            {},
            h("legend", { class: "unseen" }, title),
            choices.map((choice) => h("label", { class: "choice" }, h("input", { type: "radio", name: "choice", value: choice, required: true }), choice)),
          )
        : null,
      field ? h("p", {}, h("label", { for: "ask-words" }, words.label), field) : null,
      h("p", { class: "actions" }, h("button", { class: "act", id: "ask-yes" }, button), h("button", { type: "button", class: "act quiet", onclick: close }, quiet)),
    );
    const dialog = h("dialog", { "aria-labelledby": "ask-title", onclose: () => (dialog.remove(), resolve(answered)) }, form);
    document.body.append(dialog);
    dialog.showModal();
  });
}

const joined = ({ choice, words }) => [choice, words].filter(Boolean).join(": ");

/** Ask what belongs to something said; give its text, or null when it is not to be said after all. */
export async function askFor(kind, place) {
  const questions = {
    cannot: { title: `Why can you not go to ${place}?`, choices: WHY_NOT, words: { label: "More, if you like" }, button: "Tell the desk" },
    note: { title: "Note", says: `About ${place}. The desk reads it.`, words: { label: "Your note", isNeeded: true }, button: "Keep the note" },
    observation: {
      title: "Seen something",
      says: "If somebody is in danger, use the radio or call for help first.",
      choices: SEEN,
      words: { label: "What you saw, in a few words" },
      button: "Report it",
    },
  };
  if (!questions[kind]) return "";
  const answer = await ask(questions[kind]);
  return answer && joined(answer);
}

export const askWhetherThere = async (place, time) =>
  Boolean(await ask({ title: "Are you there?", says: `This visit is planned for ${time}. Are you at ${place}?`, button: "Yes, I am here" }));

export const askHandBack = async (unsent) =>
  Boolean(
    await ask({
      title: "Hand the round back?",
      says: unsent
        ? `${unsent} not sent yet, and would be lost. Go where there is signal first, or hand it back all the same.`
        : "Everything of this round is taken off this phone at once. For more visits you need a new link.",
      button: unsent ? "Hand back and lose them" : "Hand it back",
    }),
  );

export const askThrowAway = async (unsent) =>
  Boolean(await ask({ title: "Throw away what is not sent?", says: `${unsent} not sent yet. The desk will never hear of it.`, button: "Throw it away" }));
