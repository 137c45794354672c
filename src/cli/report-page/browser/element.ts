/** An element with texts and other elements in it. Texts stay texts: nothing of the data becomes markup. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export const svgElement = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Node[]
): SVGElement => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
};

/** A part of page.html. Throws if it is not there. */
export const part = <Found extends HTMLElement>(
  id: string,
  kind: new () => Found = HTMLElement as new () => Found, // every element of page.html is one
): Found => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no such part: ${id}`);
  return found;
};

export const onClick = <Clicked extends Element>(clicked: Clicked, act: () => void): Clicked => {
  clicked.addEventListener('click', act);
  return clicked;
};
