// The door on a phone: the list and what was typed stay in the phone until the server has them.
// Every entry has a number of its own, so that sending it twice is sending it once.
"use strict";
(() => {
  const door = document.getElementById("door");
  if (!door || !window.indexedDB || !window.crypto?.randomUUID) return;
  const words = door.dataset;
  const meeting = words.meeting;
  const SHELF = "tinkuy-door-1";
  const BATCH = 100;
  const $ = (id) => document.getElementById(id);
  let database;
  let token = door.querySelector("[name=csrfmiddlewaretoken]").value;
  let sending = false;

  const asPromise = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const store = (name, mode = "readonly") => database.transaction(name, mode).objectStore(name);

  function openDatabase() {
    const request = indexedDB.open("tinkuy-door", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "id" });
      request.result.createObjectStore("lists", { keyPath: "meeting" });
      request.result.createObjectStore("phone", { keyPath: "key" });
    };
    return asPromise(request);
  }

  async function phoneName() {
    const kept = await asPromise(store("phone").get("name"));
    if (kept) return kept.value;
    const value = `teléfono ${crypto.randomUUID().slice(0, 4)}`;
    await asPromise(store("phone", "readwrite").put({ key: "name", value }));
    return value;
  }

  const say = (id, text) => { $(id).textContent = text; };
  const mine = async () => (await asPromise(store("entries").getAll())).filter((row) => row.meeting === meeting);

  async function refresh() {
    const rows = await mine();
    const pending = rows.filter((row) => !row.trouble);
    say("door-pending", String(pending.length));
    $("door-trouble").replaceChildren(...rows.filter((row) => row.trouble).map((row) => {
      const item = document.createElement("li");
      item.textContent = `${row.typed || row.person?.name || ""}: ${row.trouble}`;
      return item;
    }));
    const list = await asPromise(store("lists").get(meeting));
    const state = !navigator.onLine ? words.offline : pending.length ? words.offline : list ? words.ready : words.sent;
    say("door-state", state);
  }

  const clean = (typed) => {
    const text = typed.trim().replace(/\/$/, "").split("=").pop().split("/").pop();
    if (/^\d{1,6}$/.test(text)) return text;
    return text.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[- ]/g, "");
  };

  async function keep(entry) {
    await asPromise(store("entries", "readwrite").put({ id: crypto.randomUUID(), meeting, at: new Date().toISOString(), ...entry }));
    await refresh();
    send();
  }

  async function checkIn(typed) {
    const list = await asPromise(store("lists").get(meeting));
    const code = clean(typed);
    const person = list?.people.find((row) => String(row[0]) === code || row[1] === code);
    if (person) {
      say("door-said", `${person[4] ? words.again : words.new} N.º ${person[0]} ${person[2]}`);
      if (!person[4]) {
        person[4] = 1;
        await asPromise(store("lists", "readwrite").put(list));
        say("door-inside", String(Number($("door-inside").textContent) + 1));
      }
    } else {
      say("door-said", `${typed}: ${words.unknown}`);
    }
    await keep({ typed });
  }

  async function download() {
    const answer = await fetch(words.list, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) throw new Error("list");
    const list = await answer.json();
    token = list.token;
    const before = await asPromise(store("lists").get(meeting));
    const inside = new Set((before?.people || []).filter((row) => row[4]).map((row) => row[1]));
    list.people.forEach((row) => { if (inside.has(row[1])) row[4] = 1; });
    await asPromise(store("lists", "readwrite").put({ meeting, people: list.people }));
  }

  const post = async (entries) => fetch(words.sync, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({
      source: await phoneName(),
      entries: entries.map(({ id, at, typed, person }) => (person ? { id, at, person } : { id, at, typed })),
    }),
  });

  // What the server answered for is forgotten here; what it could not place stays in sight with its reason.
  async function settle(entries, answers) {
    const byNumber = new Map(answers.map((answer) => [answer.number, answer]));
    for (const entry of entries) {
      const answer = byNumber.get(entry.id);
      if (!answer) continue;
      if (answer.state === "refused") {
        const { person, ...rest } = entry;
        const kept = person ? { ...rest, person: { name: person.name } } : rest;
        await asPromise(store("entries", "readwrite").put({ ...kept, trouble: answer.sentence }));
      } else {
        await asPromise(store("entries", "readwrite").delete(entry.id));
      }
    }
  }

  async function send() {
    if (sending || !navigator.onLine) return;
    sending = true;
    try {
      let retried = false;
      for (;;) {
        const waiting = (await mine()).filter((row) => !row.trouble).slice(0, BATCH);
        if (!waiting.length) break;
        const answer = await post(waiting);
        if (answer.status === 403 && !retried) {
          retried = true;
          await download();
          continue;
        }
        if (answer.type === "opaqueredirect" || answer.status === 403) {
          say("door-state", words.login);
          return;
        }
        const said = await answer.json();
        if (!answer.ok) {
          say("door-said", `${said.sentence} ${said.next}`);
          return;
        }
        await settle(waiting, said.answers);
        say("door-inside", String(said.inside));
      }
    } catch (error) {
      // No network after all: what was kept stays, and is sent again later.
    } finally {
      sending = false;
    }
    await refresh();
  }

  async function putAside() {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(words.worker, { scope: "/panel/reuniones/" });
    const shelf = await caches.open(SHELF);
    const files = [...document.querySelectorAll("link[href], script[src]")].map((node) => node.href || node.src);
    await shelf.addAll([...new Set([location.pathname, ...files.filter((url) => url.startsWith(location.origin))])]);
  }

  async function wipe() {
    await send();
    if ((await mine()).length) return refresh();
    await asPromise(store("lists", "readwrite").clear());
    await caches.delete(SHELF);
    const workers = (await navigator.serviceWorker?.getRegistrations()) || [];
    await Promise.all(workers.map((worker) => worker.unregister()));
    return refresh();
  }

  async function scan() {
    const video = $("door-video");
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    const reader = new window.BarcodeDetector({ formats: ["qr_code"] });
    let last = "";
    const look = async () => {
      const found = await reader.detect(video).catch(() => []);
      if (found.length && found[0].rawValue !== last) {
        last = found[0].rawValue;
        await checkIn(last);
      }
      setTimeout(look, 300);
    };
    look();
  }

  function listen() {
    $("door-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const box = $("id_typed");
      if (box.value.trim()) checkIn(box.value.trim());
      box.value = "";
      box.focus();
    });
    $("newcomer-form").addEventListener("submit", (event) => {
      const data = Object.fromEntries(new FormData(event.target));
      if (!data.name?.trim() || navigator.onLine) return;  // with a network the plain form checks it all
      event.preventDefault();
      delete data.csrfmiddlewaretoken;
      say("door-said", `${words.new} ${data.name}`);
      keep({ person: data });
      event.target.reset();
    });
    $("door-send").addEventListener("click", send);
    $("door-wipe").addEventListener("click", wipe);
    window.addEventListener("online", send);
    window.addEventListener("offline", refresh);
    setInterval(send, 15000);
    if (window.BarcodeDetector && navigator.mediaDevices) {
      $("door-scan").hidden = false;
      $("door-scan").addEventListener("click", scan);
    }
  }

  async function start() {
    database = await openDatabase();
    listen();
    if (navigator.onLine) await Promise.allSettled([putAside(), download()]);
    const asked = new URLSearchParams(location.search).get("c");
    if (asked && $("id_typed")) $("id_typed").value = asked;
    await refresh();
    send();
    document.documentElement.dataset.door = "ready";
  }
  start();
})();
