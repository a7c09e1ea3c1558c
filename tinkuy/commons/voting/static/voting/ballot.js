// The ballot works without this. With it: each tap is saved, the count is live, and what would exceed the maximum is shut.
(() => {
  "use strict";
  const form = document.getElementById("cedula");
  if (!form || !window.fetch || !window.FormData) return;
  const boxes = [...form.querySelectorAll('input[name="choices"]')];
  const blank = document.getElementById("blanco");
  const count = document.getElementById("marcados");
  const status = document.getElementById("guardado");
  const max = Number(form.dataset.max);
  let saving = false, again = false;

  const show = () => {
    const marked = boxes.filter((box) => box.checked).length;
    count.textContent = String(marked);
    boxes.forEach((box) => { box.disabled = !box.checked && (marked >= max || blank.checked); });
    blank.disabled = marked > 0;
  };

  const save = async () => {
    if (saving) { again = true; return; }
    saving = true;
    status.textContent = form.dataset.saving;
    const body = new FormData();
    new FormData(form).forEach((value, name) => body.append(name, value));
    try {
      const answer = await fetch(form.action, {
        method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" },
      });
      const isJson = (answer.headers.get("Content-Type") || "").includes("json");
      const data = isJson ? await answer.json() : {};
      status.textContent = data.saved ? form.dataset.saved : data.sentence || form.dataset.lost;
    } catch (error) {
      status.textContent = form.dataset.lost;
    }
    saving = false;
    if (again) { again = false; save(); }
  };

  form.addEventListener("change", () => { show(); save(); });
  window.addEventListener("pageshow", show);
  document.getElementById("guardar").hidden = true;
  show();
})();
