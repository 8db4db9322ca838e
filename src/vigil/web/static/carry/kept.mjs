// What the phone keeps, in the browser's own database: the round, what is not sent yet, and a few settings.
// Nothing here knows the page or the network, so that the page and the worker can both use it.

const NAME = "vigil-carry";

/** How long what could not be sent is kept: as long as the desk would still take it. */
const KEEPS_MS = 7 * 24 * 3600 * 1000;

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("kept");
      // Numbers are never given twice, so that they put the events of this phone in order for ever.
      asked.result.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
    };
    asked.onsuccess = () => {
      const database = asked.result;
      const forget = () => {
        opened = null;
      };
      database.onclose = forget;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      resolve(database);
    };
    asked.onerror = () => {
      opened = null;
      reject(asked.error);
    };
  });
  return opened;
}

const given = (asked) =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

/** Do all of some work or nothing of it; a change is on the phone's disk before it counts as done. */
async function whole(mode, work) {
  const database = await open();
  const transaction = database.transaction(["kept", "outbox"], mode, { durability: mode === "readwrite" ? "strict" : "default" });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("nothing was kept"));
  });
  const [kept, outbox] = ["kept", "outbox"].map((name) => transaction.objectStore(name));
  const [result] = await Promise.all([work(kept, outbox), ended]);
  return result;
}

export const read = (name) => whole("readonly", (kept) => given(kept.get(name)));

export const write = (name, value) => whole("readwrite", (kept) => given(kept.put(value, name)));

/** Change one kept value by what it is now. */
export const change = (name, how) =>
  whole("readwrite", async (kept) => {
    const value = how(await given(kept.get(name)));
    await given(value === undefined ? kept.delete(name) : kept.put(value, name));
    return value;
  });

/** Give everything at one moment, as the page shows it. */
export const readAll = () =>
  whole("readonly", async (kept, outbox) => {
    const [names, values, events] = await Promise.all([given(kept.getAllKeys()), given(kept.getAll()), given(outbox.getAll())]);
    return { ...Object.fromEntries(names.map((name, index) => [name, values[index]])), events };
  });

/** Keep an event until the desk has it; those made before can then no longer be undone. */
export const add = (event) =>
  whole("readwrite", async (kept, outbox) => {
    for (const earlier of await given(outbox.getAll())) {
      if (earlier.heldUntil) await given(outbox.put({ ...earlier, heldUntil: 0 }));
    }
    return given(outbox.add(event));
  });

/** Let every event go that could still be undone. */
export const letGo = () =>
  whole("readwrite", async (kept, outbox) => {
    for (const event of await given(outbox.getAll())) {
      if (event.heldUntil) await given(outbox.put({ ...event, heldUntil: 0 }));
    }
  });

/** Add to an event that has not been sent; give whether that was in time. */
export const amend = (seq, more) =>
  whole("readwrite", async (kept, outbox) => {
    const event = await given(outbox.get(seq));
    if (!event || event.tried) return false;
    await given(outbox.put({ ...event, ...more }));
    return true;
  });

/** Take an event back; give whether that was in time: once it was sent, the desk may have it. */
export const undo = (seq) =>
  whole("readwrite", async (kept, outbox) => {
    const event = await given(outbox.get(seq));
    if (!event || event.tried) return false;
    await given(outbox.delete(seq));
    return true;
  });

/** Give the next events to send, in order, and note that they were tried. None passes one that may still be undone. */
export const takeBatch = (whose, now, most) =>
  whole("readwrite", async (kept, outbox) => {
    const batch = [];
    for (const event of await given(outbox.getAll())) {
      if (event.whose !== whose) continue;
      // A clock that was set back must not hold an event for ever.
      const isHeld = event.heldUntil > now && event.heldUntil - now < 60_000;
      if (isHeld || batch.length === most) break;
      batch.push({ ...event, tried: true, heldUntil: 0 });
    }
    for (const event of batch) await given(outbox.put(event));
    return batch;
  });

/** Let go of what the desk has or refuses, and keep in the round what it has thereby learnt. */
export const settle = (batch, refused, learn) =>
  whole("readwrite", async (kept, outbox) => {
    for (const event of batch) await given(outbox.delete(event.seq));
    const round = await given(kept.get("round"));
    if (round) await given(kept.put(learn(round, batch), "round"));
    const left = new Set(batch.filter((event) => event.kind === "departed").map((event) => event.visit));
    const stranded = (await given(kept.get("stranded"))) ?? [];
    await given(kept.put(stranded.filter((stop) => !left.has(stop.visit)), "stranded"));
    if (refused.length) await given(kept.put([...((await given(kept.get("refused"))) ?? []), ...refused], "refused"));
  });

/** Throw away what the desk would no longer take. */
export const prune = (now) =>
  whole("readwrite", async (kept, outbox) => {
    for (const event of await given(outbox.getAll())) {
      if (now - Date.parse(event.at) > KEEPS_MS) await given(outbox.delete(event.seq));
    }
  });

/** Forget the round and all that was shown of it; what is not sent yet stays, for as long as the desk would take it. */
export const wipeRound = (state) =>
  whole("readwrite", async (kept, outbox) => {
    for (const name of ["round", "seen", "stranded"]) await given(kept.delete(name));
    await given(kept.put(state, "state"));
    const left = await given(outbox.count());
    if (!left) for (const name of ["device", "whose", "wantsPosition"]) await given(kept.delete(name));
    return left;
  });

/** Forget everything at once, and keep only what is given. */
export const wipeAll = (values) =>
  whole("readwrite", async (kept, outbox) => {
    await given(kept.clear());
    await given(outbox.clear());
    for (const [name, value] of Object.entries(values)) await given(kept.put(value, name));
  });

/** Give a UUID; on plain http browsers hide the function that makes one. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
