// The seconds that remain of a turn. The server keeps the time; this only shows it.
"use strict";
const clock = document.getElementById("clock");
if (clock) {
  const skew = Number(clock.dataset.now) * 1000 - Date.now();
  const end = (Number(clock.dataset.start) + Number(clock.dataset.seconds)) * 1000;
  const show = () => {
    const left = Math.round((end - Date.now() - skew) / 1000);
    const size = Math.abs(left);
    clock.textContent = `${left < 0 ? "−" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  };
  show();
  setInterval(show, 1000);
}
