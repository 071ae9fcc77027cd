import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** One file that another one imports; both by their paths below a folder. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** By `import()`, when it is needed. */
  readonly onDemand: boolean;
}

/** The `imports` of package.json: the sentences of the language that is built. */
const LOCALE = '#locale/';
const CODE = /\.(?:tsx?|mjs|astro)$/u;

/** Every import between the files of a folder, of types as well; `?worker&url` and the like do not count. */
export function importsOf(folder: URL): Import[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => CODE.test(name));
  return files.flatMap((from) =>
    specifiersIn(from, readFileSync(new URL(encodeURI(from), folder), 'utf8'))
      .filter(({ specifier }) => specifier.startsWith('.') || specifier.startsWith(LOCALE))
      .map(({ specifier, onDemand }) => ({
        from,
        to: specifier.startsWith(LOCALE)
          ? `locales/ja/${specifier.slice(LOCALE.length)}`
          : posix.join(posix.dirname(from), specifier.replace(/\?.*$/u, '')),
        onDemand,
      })),
  );
}

interface Specifier {
  readonly specifier: string;
  readonly onDemand: boolean;
}

/** What a file imports or exports from elsewhere, at its top or on demand. */
function specifiersIn(name: string, source: string): Specifier[] {
  // the code of an Astro page stands between two lines of hyphens
  const code = name.endsWith('.astro') ? (source.split(/^---$/mu)[1] ?? '') : source;
  const found: Specifier[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      found.push({ specifier: specifier.text, onDemand: ts.isCallExpression(node) });
    ts.forEachChild(node, visit);
  };
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, kind));
  return found;
}

/** The rings of files that import each other, each sorted: its strongly connected components of more than one file. */
export function ringsOf(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
  }
  // Tarjan: a file whose lowest reachable number is its own closes a component
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const rings: string[][] = [];
  const visit = (file: string): number => {
    const own = numbers.size;
    numbers.set(file, own);
    lowest.set(file, own);
    stack.push(file);
    for (const to of targets.get(file) ?? []) {
      if (!numbers.has(to)) lowest.set(file, Math.min(lowest.get(file) ?? own, visit(to)));
      else if (stack.includes(to)) lowest.set(file, Math.min(lowest.get(file) ?? own, numbers.get(to) ?? own));
    }
    const low = lowest.get(file) ?? own;
    if (low !== own) return low;
    const ring = stack.splice(stack.indexOf(file));
    const isRing = ring.length > 1 || targets.get(file)?.includes(file) === true;
    if (isRing) rings.push(ring.sort());
    return low;
  };
  for (const file of targets.keys()) if (!numbers.has(file)) visit(file);
  return rings;
}
