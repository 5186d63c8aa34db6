/** Canvas knows no custom properties: a probe inside the dashboard turns tokens into colours of the present theme. */
export interface Palette {
  series: string[];
  axis: string;
  grid: string;
  surface: string;
}

const SERIES = 6;

export function paletteOf(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    series: Array.from({ length: SERIES }, (_, i) => read(`--series-${i + 1}`)),
    axis: read("--text-muted"),
    grid: read("--chart-grid"),
    surface: read("--surface"),
  };
  probe.remove();
  return palette;
}
