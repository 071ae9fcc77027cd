import type { Meanings } from '../../knowledge/meanings.ts';
import { withCaptures, type CapturePart } from '../../knowledge/captures.ts';
import type { CaptureKnowledge, Knowledge, NameRules, Term } from '../../knowledge/types.ts';
import { codeText, fileText } from './files.ts';
import { scriptAddress } from './script-address.ts';

let knowledge: Promise<Knowledge> | null = null;
let json: Promise<string> | null = null;
/** Code of the workers by address: each is fetched once, however often it starts. */
const codes = new Map<string, Promise<string>>();

/** The knowledge as the file that every worker parses for itself. */
export function knowledgeText(): Promise<string> {
  if (json === null) {
    json = fileText('knowledge.json');
    // a failure is not remembered
    json.catch(() => (json = null));
  }
  return json;
}

/** What the view needs to know: titles, formats. */
export function loadKnowledge(): Promise<Knowledge> {
  if (knowledge === null) {
    knowledge = knowledgeText().then((text) => JSON.parse(text) as Knowledge);
    knowledge.catch(() => (knowledge = null));
  }
  return knowledge;
}

/** The parts that are not needed at once: each is fetched once, when it is first asked for. */
const parts = new Map<string, Promise<string>>();

function partText(name: string): Promise<string> {
  let part = parts.get(name);
  if (part === undefined) {
    part = fileText(`${name}.json`);
    parts.set(name, part);
    // a failure is not remembered
    part.catch(() => parts.delete(name));
  }
  return part;
}

/** Which names the mask hides. */
export async function loadNameRules(): Promise<NameRules> {
  return JSON.parse(await partText('masking')) as NameRules;
}

/** Words of the output that a shown report explains. */
export async function loadTerms(): Promise<readonly Term[]> {
  return JSON.parse(await partText('terms')) as Term[];
}

/** What messages mean, as the file that a worker parses. */
export function meaningsText(): Promise<string> {
  return partText('meanings');
}

/** What messages mean. */
export async function loadMeanings(): Promise<Meanings> {
  return JSON.parse(await meaningsText()) as Meanings;
}

/** What the search needs besides, as the file that a worker parses. */
export function searchText(): Promise<string> {
  return partText('search');
}

/** What articles say, as the file that a worker parses. */
export function passagesText(): Promise<string> {
  return partText('passages');
}

/** What captures need besides, as the file that a worker parses. */
export function capturesText(): Promise<string> {
  return partText('captures');
}

/** What every analysis needs, with what captures need. */
export async function loadCaptureKnowledge(): Promise<CaptureKnowledge> {
  const [known, part] = await Promise.all([loadKnowledge(), capturesText()]);
  return withCaptures(known, JSON.parse(part) as CapturePart);
}

/**
 * A worker that is loaded from a URL is not bound by a policy in the page's `<meta>`; one that starts from a Blob
 * inherits it, also on hosts that send no headers. So its code is fetched and started from a Blob.
 */
export async function startFromBlob(address: string): Promise<Worker> {
  // the development server's workers are modules, which import by address; its pages have no policy
  if (import.meta.env.DEV) return new Worker(address, { type: 'module' });
  // the knowledge is on its way while the code is
  const [code] = await Promise.all([codeOf(address), knowledgeText()]);
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(scriptAddress(url));
  URL.revokeObjectURL(url);
  return worker;
}

function codeOf(address: string): Promise<string> {
  let code = codes.get(address);
  if (code === undefined) {
    code = codeText(address);
    codes.set(address, code);
    // a failure is not remembered
    code.catch(() => codes.delete(address));
  }
  return code;
}
