/** Shiki writes colours into style attributes, which the policy forbids; the few token colours become classes. */
const CLASSES = {
  '#24292e': '',
  '#6F42C1': 'tok-name',
  '#032F62': 'tok-string',
  '#005CC5': 'tok-constant',
  '#D73A49': 'tok-keyword',
  '#6A737D': 'tok-comment',
  '#22863A': 'tok-name',
  '#E36209': 'tok-constant',
};

export function shikiClasses() {
  const strip = (node) => {
    delete node.properties.style;
  };
  return {
    name: 'classes-for-colours',
    pre(node) {
      strip(node);
      node.properties.class = 'code';
    },
    span(node) {
      const style = String(node.properties.style ?? '').toUpperCase();
      strip(node);
      const found = Object.entries(CLASSES).find(([colour]) => style.includes(colour.toUpperCase()));
      if (found?.[1]) node.properties.class = found[1];
    },
  };
}
