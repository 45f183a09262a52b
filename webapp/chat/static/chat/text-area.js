// Text areas that are as high as their text.

export function fitHeight(area, most = Infinity) {
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, most)}px`;
  };
  area.addEventListener("input", fit);
  fit();
  return fit;
}
