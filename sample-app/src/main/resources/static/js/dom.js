// All text gets onto the page through here, as text: nothing is ever parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';

export const byId = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined).map(toNode));
  return node;
}

function toNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Changes the text only if it is another one: screen readers and selections are not disturbed for nothing. */
export function setText(node, text) {
  const value = String(text);
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

export function setClass(node, name) {
  if (node.getAttribute('class') !== name) {
    node.setAttribute('class', name);
  }
}

/** Draws anew only if what is drawn depends on something that changed. */
export function whenChanged(draw) {
  let last;
  return (key, ...rest) => {
    const text = JSON.stringify(key);
    if (text !== last) {
      last = text;
      draw(key, ...rest);
    }
  };
}
