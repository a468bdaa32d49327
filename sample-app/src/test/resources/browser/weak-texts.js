// Answers every visible text whose contrast with what is behind it is below 4.5 to 1.
function parts(colour) {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

function luminance([red, green, blue]) {
  const linear = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function background(node) {
  if (node.closest('svg') && node.closest('g')?.querySelector('rect.box')) {
    return parts(getComputedStyle(node.closest('g').querySelector('rect.box')).fill);
  }
  for (let at = node; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour[3] > 0) {
      return colour;
    }
  }
  return [255, 255, 255, 255];
}

function contrast(node) {
  const style = getComputedStyle(node);
  const one = luminance(parts(node.closest('svg') ? style.fill : style.color));
  const other = luminance(background(node));
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const weak = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim();
  const node = walker.currentNode.parentElement;
  if (text !== '' && !['TITLE', 'SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(node.tagName.toUpperCase()) && node.checkVisibility()) {
    const ratio = contrast(node);
    if (ratio < 4.5) {
      weak.push({ text, ratio });
    }
  }
}
return weak;
