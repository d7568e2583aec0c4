// Keeps a list fresh without losing the place of whoever reads it. Without scripts, the page is whole as it came.
for (const place of document.querySelectorAll("[data-refresh]")) {
  let busy = false;
  const refresh = async () => {
    // A button that is replaced while it is held down never hears of its click.
    if (busy || document.hidden || place.matches(":active")) return;
    busy = true;
    try {
      const answer = await fetch(place.dataset.refresh, { redirect: "manual", headers: { Accept: "text/html" } });
      if (answer.type === "opaqueredirect") {
        location.reload();
      } else if (answer.ok) {
        const html = await answer.text();
        const focused = document.activeElement?.id;
        place.innerHTML = html;
        if (focused) document.getElementById(focused)?.focus();
      }
      place.classList.toggle("stale", !answer.ok);
    } catch {
      place.classList.add("stale");
    } finally {
      busy = false;
    }
  };
  setInterval(refresh, Number(place.dataset.every));
  document.addEventListener("visibilitychange", refresh);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      // Without a secure page there is no clipboard; what is selected can be copied by hand.
      field.focus();
    }
  });
}
