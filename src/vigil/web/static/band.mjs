// Where a wide band of time does not fit, begin where the next people come, not at its first hour.
for (const sheet of document.querySelectorAll("[data-start]")) {
  const day = sheet.querySelector(".band");
  if (sheet.scrollWidth > sheet.clientWidth * 1.2) {
    sheet.scrollLeft = Number(sheet.dataset.start) * day.getBoundingClientRect().width;
  }
}
