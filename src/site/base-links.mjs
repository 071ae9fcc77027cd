/** Puts the path where the site is deployed before the site-relative links of articles. */
export function baseLinks(base) {
  const prefix = base.endsWith('/') ? base.slice(0, -1) : base;
  const walk = (node) => {
    const target = node.properties?.href;
    if (prefix !== '' && typeof target === 'string' && target.startsWith('/')) node.properties.href = prefix + target;
    // a block that scrolls sideways must be reachable by keyboard
    if (node.tagName === 'pre') node.properties.tabIndex = 0;
    for (const child of node.children ?? []) walk(child);
  };
  return walk;
}
