import type { SignatureMatcher } from '../signatures/matcher.ts';
import { isAddress } from '../text/address.ts';
import type { CleanLines } from '../text/clean.ts';
import { isFull } from '../text/columns.ts';
import type { Announcement } from './announcement.ts';
import { commandLineOf, commandOfPrompt, isContinued, loopCommands, toolCommand, type CommandLine } from './command.ts';
import type { Command } from './command-facts.ts';
import { isRule } from './line-kinds.ts';
import { listOf, loopOf } from './powershell-loop.ts';
import type { RawProbe } from './raw-probe.ts';
import type { MatchedLine } from './matched-line.ts';
import { RunGroup } from './run-group.ts';
import { Scanner, type Scan } from './scanner.ts';
import type { SettingsCommand } from './settings-commands.ts';
import type { Asked, Recast, SessionTool, Talk, ToolTable, Writers } from './tool-table.ts';
import { assignedIn, Variables } from './variables.ts';

/** Lines over which a command goes on at most. */
const MOST_CONTINUED = 12;
/** Lines of a block that PowerShell reads behind `>>` at most. */
const MOST_BLOCK = 64;

/** Hosts and lists that are kept at most. */
const MOST_HOSTS = 256;

/** A command that cannot be read, while its output runs. */
interface Unread {
  readonly command: string;
  readonly tool: string | null;
  readonly first: number;
  last: number;
  /** Its output is read as settings. */
  read: boolean;
  /** What it shows, where it is known to show settings. */
  readonly shows: SettingsCommand | null;
}

/**
 * Pasted pieces of a terminal. A prompt with any command ends what came before; while a command runs, only its own tool
 * reads its lines. Without commands, output that cannot belong to the run before begins another one.
 */
export class TerminalScanner extends Scanner {
  #unread: Unread | null = null;
  #group: RunGroup | null = null;
  /** The command under way, where it is not that of one probe: a loop, several on one line. */
  #line: Asked | null = null;
  /** What a loop runs for hosts that only its output names; its own host is none. */
  #template: Command | null = null;
  /** Hosts that commands named so far. */
  readonly #hosts = new Set<string>();
  /** What is asked while no command runs. */
  readonly #nothing: Asked = this.#askedBy(null, '', []);
  readonly #lists = new Map<string, readonly string[]>();
  readonly #variables = new Variables();
  /** The last command was sent to another machine. */
  #away = false;
  /** Commands were seen: output without one has lost its own, and names no host that was asked. */
  #session = false;
  /** What stood before a command and could have been other text: from then on it is a prompt. */
  readonly #prompts = new Set<string>();
  /** What is typed at the prompt of a tool, while it has one of its own. */
  #talk: { readonly tool: SessionTool; readonly talk: Talk } | null = null;
  readonly #announcements: readonly Announcement[];
  /** Lines with which scripts end. */
  readonly #endMarks: readonly string[];

  constructor(
    text: CleanLines,
    matcher: SignatureMatcher,
    tools: ToolTable,
    announcements: readonly Announcement[],
    endMarks: readonly string[],
  ) {
    super(text, matcher, tools);
    this.#announcements = announcements;
    this.#endMarks = endMarks;
  }

  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.text.at(line);
      if (text.trim() === '') {
        headers = false;
        continue;
      }
      if (this.#says(text, line)) {
        headers = false;
        continue;
      }
      const begun = this.#beginsAt(text, line);
      if (begun > 0) {
        headers = false;
        // a mail or a form may have put the output behind the command
        if (begun === 1) this.#recastAt(line);
        line += begun - 1;
        continue;
      }
      if (isBrokenOff(text)) {
        this.#breakOff(text, line);
        continue;
      }
      const machine = MACHINE.exec(text)?.[1];
      if (machine !== undefined && this.#runsOn(machine, line)) continue;
      const { current } = this;
      if (current !== null && this.tools.get(current.tool)?.isProgress?.(text) === true) {
        this.take(current, line, null);
        continue;
      }
      const recast = this.#recastAt(line);
      if (recast > 0) {
        headers = false;
        line += recast - 1;
        continue;
      }
      this.#beginRecord(text, line);
      const matched = this.#explain(text, line);
      if (matched === null || !this.#isInPlace(matched)) {
        this.#unexplained(text, line);
        continue;
      }
      const {
        role,
        signature: { tool },
      } = matched.match;
      if (headers && role !== null && LABELS.has(role) && current !== null && HEADER.test(text)) {
        this.take(current, line, null);
        continue;
      }
      headers = role === 'status-line';
      const isSetting = this.tools.settings.has(tool) && (current === null || !this.tools.isEverywhere(tool));
      if (isSetting || this.#showsSettings()) {
        this.current = null;
        this.#other(text, line);
        if (isSetting) this.settings.push(matched);
        if (this.#unread !== null) this.#unread.read = true;
        continue;
      }
      const shared = this.tools.isEverywhere(tool) && current !== null;
      const probe = shared
        ? isOfRun(matched, current)
          ? current
          : null
        : this.#probeFor(this.#writerOf(tool), matched);
      if (probe !== null) this.#hear(matched);
      if (probe === null) this.#other(text, line);
      else this.take(probe, line, matched);
      line += matched.continued;
    }
    this.#finish(false);
    this.#dropNameless();
    return this.result(false);
  }

  /** Begins the command of a line; tells how many lines it takes, 0 when the line holds none. */
  #beginsAt(text: string, line: number): number {
    const announcement = this.#announcementIn(text);
    if (announcement !== undefined) {
      const command = announcement.commandOf(text, this.tools);
      if (command?.host == null) return 0;
      this.#finish();
      this.#session = true;
      this.open(command.tool, command, line);
      return 1;
    }
    // an error record quotes its command behind the sign with which `bash -x` shows one
    if (text.startsWith('+ ') && this.#isCmdlet()) return 0;
    let whole = text;
    let taken = 1;
    let found = this.#commandIn(text);
    if (found === null) return 0;
    const next = this.text.at(line + 1);
    if (isFull(text) && found.sure && !text.endsWith(' ') && (isRestOfName(text, next) || isRestOfOption(text, next))) {
      // a console broke the line within the name, or behind it
      whole = text + next;
      taken = 2;
      found = this.#commandIn(whole) ?? found;
    }
    while (isContinued(whole.trimEnd()) && taken < MOST_CONTINUED && line + taken <= this.lines.count) {
      const next = this.text.at(line + taken).trim();
      whole = `${whole.trimEnd().slice(0, -1).trimEnd()} ${next.startsWith('>') ? next.replace(/^>+ ?/u, '') : next}`;
      taken += 1;
      found = this.#commandIn(whole) ?? found;
    }
    const block = found.sure && opensLoop(found.text) ? this.#restOfLoop(line + taken) : null;
    if (block !== null) {
      taken += block.taken;
      found = this.#commandIn(`${whole}; ${block.text}`) ?? found;
    }
    while (found.sure && taken < MOST_BLOCK && this.text.at(line + taken).startsWith('>>')) {
      whole = `${whole}\n${this.text.at(line + taken).replace(/^>> ?/u, '')}`;
      taken += 1;
      found = commandLineOf(whole, this.tools) ?? found;
    }
    if (text.startsWith('^C') && this.current !== null) this.current.interrupted = true;
    this.#finish();
    this.#begin(found, line);
    return taken;
  }

  #commandIn(text: string): CommandLine | null {
    return commandLineOf(text, this.tools, this.#prompts);
  }

  /** The lines of a loop up to its `done`, with or without the shell's `> `; null where it does not end. */
  #restOfLoop(from: number): { readonly text: string; readonly taken: number } | null {
    const lines: string[] = [];
    while (lines.length < MOST_CONTINUED && from + lines.length <= this.lines.count) {
      const own = this.text
        .at(from + lines.length)
        .trim()
        .replace(/^> ?/u, '')
        .trim();
      lines.push(own);
      if (LOOP_END.test(own))
        return { text: lines.filter((line) => !line.startsWith('#')).join('; '), taken: lines.length };
    }
    return null;
  }

  /** What runs is a cmdlet. */
  #isCmdlet(): boolean {
    return this.current !== null && this.tools.get(this.current.tool)?.cmdlet === true;
  }

  #announcementIn(text: string): Announcement | undefined {
    return this.#announcements.find((announcement) => announcement.begins(text));
  }

  #begin(line: CommandLine, at: number): void {
    this.#variables.hear(line.text);
    const found = this.#doubted(this.#unrolled(line));
    const { commands, other, text, prompt, sure } = found;
    if (!sure && prompt.trim() !== '' && commands.length > 0) this.#prompts.add(prompt);
    this.#stand(found);
    this.#session = true;
    for (const { host } of commands) if (host !== null && this.#hosts.size < MOST_HOSTS) this.#hosts.add(host);
    const [only] = commands;
    const spoken = only === undefined && other !== null ? this.tools.named(other, false) : undefined;
    this.#talk = spoken === undefined ? null : startTalk(spoken);
    if (only === undefined) {
      if (this.#recalled(text, at)) return;
      this.others.push({ line: at, text: this.text.at(at) });
      const { shows } = found;
      const tool = other === null || other === '' ? null : other;
      if (other !== null || shows !== null)
        this.#unread = { command: text, tool, first: at, last: at, read: false, shows };
      return;
    }
    if (other !== null && other !== '') this.unread.push({ command: text, tool: other, lines: [at, at] });
    if (commands.length === 1) {
      const probe = this.open(only.tool, only, at);
      this.#variables.assign(text, probe);
      return;
    }
    this.#line = this.#askedBy(null, text, commands);
    this.#group = new RunGroup(found, at);
  }

  /** Where a command runs: on the machine of its prompt, or on the one to which it is sent. */
  #stand({ sure, place, remote }: CommandLine): void {
    if (sure || place.root !== undefined) this.place = place;
    else if (this.#away) this.place = {};
    this.#away = remote !== null;
    if (remote !== null) this.place = { machine: remote };
  }

  /** A line whose output may be what an earlier one left in its variable proves nothing for its hosts. */
  #doubted(found: CommandLine): CommandLine {
    const { commands, text } = found;
    if (!this.#mayShowOlder(text, commands)) return found;
    return { ...found, commands: commands.map((command) => ({ ...command, elsewhere: true })) };
  }

  #mayShowOlder(text: string, commands: readonly Command[]): boolean {
    return this.#variables.mayShowOlder(
      text,
      commands.map(({ host }) => host),
    );
  }

  /** A loop as the commands that it runs; any other line as it is. */
  #unrolled(found: CommandLine): CommandLine {
    const { text } = found;
    const list = listOf(text);
    if (list !== null && this.#lists.size < MOST_HOSTS) this.#lists.set(...list);
    const loop = loopOf(text, this.#lists);
    if (loop === null) return found;
    const commands = loopCommands(loop, text, this.tools);
    const [first] = commands;
    if (first === undefined) return found;
    if (loop.values !== null) return { ...found, commands, inTurn: !/-parallel\b/iu.test(text), other: null };
    if (found.commands.length > 0) return found;
    this.#line = { ...this.#askedBy(null, text, commands), targets: [] };
    this.#template = { ...first, elsewhere: first.elsewhere || this.#mayShowOlder(text, commands) };
    return { ...found, commands: [], other: first.tool };
  }

  /** A command that shows what a variable holds: its output is that of the run which gave it its value. */
  #recalled(text: string, line: number): boolean {
    const assigned = assignedIn(text);
    if (assigned !== null) this.#variables.forget(assigned);
    const probe = assigned === null ? this.#variables.shownBy(text, this.tools) : null;
    const index = probe === null ? -1 : this.probes.lastIndexOf(probe);
    if (probe?.command == null || index < 0 || this.#variables.isShown(probe)) return false;
    // it stands where the value was found: what was run since supersedes it
    const shown = this.begin(probe.tool, { ...probe.command, text: `${probe.command.text}; ${text}` }, line);
    for (const matched of probe.matches) {
      shown.run.add(matched, false);
      shown.matches.push(matched);
    }
    for (let own = probe.first; own <= probe.last; own += 1) this.others.push({ line: own, text: this.text.at(own) });
    this.probes[index] = shown;
    this.current = shown;
    this.#variables.replace(probe, shown);
    return true;
  }

  protected override open(tool: string, command: Command | null, line: number): RawProbe {
    this.#settle();
    return super.open(tool, command, line);
  }

  /** Among commands, a run without one that names no host says nothing of any of them. */
  #settle(): void {
    const { current } = this;
    if (current === null || current.command !== null || current.run.named || !this.#session) return;
    if (this.probes.at(-1) !== current) return;
    this.probes.pop();
    this.current = null;
    for (let line = current.first; line <= current.last; line += 1) this.#other(this.text.at(line), line);
  }

  /** Beside checks that name their hosts, an error record without one says nothing of any of them. */
  #dropNameless(): void {
    const fails = ({ match: { signature, values } }: MatchedLine): boolean =>
      signature.verdict !== 'reachable' && values.ip === undefined;
    const isNameless = ({ command, run, tool, matches }: RawProbe): boolean =>
      command === null && !run.named && run.isRecord && this.tools.get(tool)?.cmdlet === true && matches.every(fails);
    const nameless = this.probes.filter(isNameless);
    if (nameless.length === 0 || nameless.length === this.probes.length) return;
    const kept = this.probes.filter((probe) => !isNameless(probe));
    this.probes.splice(0, this.probes.length, ...kept);
    for (const { first, last } of nameless)
      for (let line = first; line <= last; line += 1) this.others.push({ line, text: this.text.at(line) });
    this.others.sort((a, b) => a.line - b.line);
  }

  /** A form of a tool prints what it got in a way that cannot be read. */
  #forget(): void {
    const { current } = this;
    if (current === null || current.command === null) return;
    const tool = this.tools.get(current.tool)?.unreadAs?.(current) ?? null;
    if (tool === null) return;
    this.probes.pop();
    this.unread.push({ command: current.command.text, tool, lines: [current.first, current.last] });
    this.others.push({ line: current.first, text: this.text.at(current.first) });
  }

  /** Lists a command whose output was not read, or what it showed of settings. */
  #leave({ command, tool, first, last, read, shows }: Unread, whole: boolean): void {
    if (shows !== null) this.shown.push({ id: shows.id, text: command, first, last, whole });
    // a command without output, such as `cd`, leaves nothing to be read
    const mayBeEmpty = tool === null || shows !== null;
    if (!read && (last > first || !mayBeEmpty)) this.unread.push({ command, tool, lines: [first, last] });
  }

  /** Ends what is under way; `whole` says that more of the text follows. */
  #finish(whole = true): void {
    this.#forget();
    this.#settle();
    this.current = null;
    this.#line = null;
    this.#template = null;
    const unread = this.#unread;
    this.#unread = null;
    if (unread !== null) this.#leave(unread, whole);
    const group = this.#group;
    this.#group = null;
    if (group === null) return;
    const { probes, left } = group.assign((command: Command) => this.begin(command.tool, command, group.line));
    this.probes.push(...probes);
    for (const run of left) {
      if (run.run.host !== null) this.probes.push(run);
      else for (let line = run.first; line <= run.last; line += 1) this.others.push({ line, text: this.text.at(line) });
    }
  }

  /** The command that runs is run on several machines, and the output of another one begins. */
  #runsOn(machine: string, line: number): boolean {
    const { current } = this;
    const command = current?.command;
    if (current === null || command == null) return false;
    // before the first machine there is no output
    if (current.last === current.first && this.probes.at(-1) === current) this.probes.pop();
    this.#finish();
    this.place = { machine: machine.toLowerCase() };
    this.open(command.tool, command, line);
    return true;
  }

  /** `^C`: the command is over, and what follows is not its output. */
  #breakOff(text: string, line: number): void {
    const running = this.#group?.current ?? this.current;
    if (running !== null) {
      running.interrupted = true;
      this.take(running, line, null);
    } else this.#other(text, line);
    if (this.#unread === null) this.#finish();
    else this.#unread.last = line;
  }

  /** Takes lines that say it in another form than the tool's own; tells how many, 0 when the line is none. */
  #recastAt(line: number): number {
    const asked = this.#asked();
    const lines = (offset: number): string => this.text.at(line + offset);
    for (const tool of this.tools.recasting) {
      if (!this.#mayWrite(tool)) continue;
      const found = tool.recast?.(lines, asked) ?? null;
      if (found === null) continue;
      if (this.#tell(tool, found, line)) return found.lines;
    }
    return 0;
  }

  /** While a command runs only its own tool reads its lines. */
  #mayWrite({ id }: SessionTool): boolean {
    if (this.#showsSettings()) return false;
    if (this.#group !== null) return this.#group.has(id);
    return this.current?.command == null || this.current.tool === id || this.#isAlias(this.current, id);
  }

  /** A command runs that shows settings: no other tool writes its lines. */
  #showsSettings(): boolean {
    return this.current === null && this.#group === null && (this.#unread?.shows ?? null) !== null;
  }

  /** What runs may be the cmdlet under its other name. */
  #isAlias({ tool, command, matches }: RawProbe, id: string): boolean {
    return (
      matches.length === 0 && !/\.exe\b/iu.test(command?.text ?? '') && this.tools.get(tool)?.alias?.tool.id === id
    );
  }

  #asked(): Asked {
    const command = this.current?.command ?? null;
    if (this.#line !== null) return this.#line;
    return command === null ? this.#nothing : this.#askedBy(command, command.text, [command]);
  }

  #askedBy(command: Command | null, text: string, commands: readonly Command[]): Asked {
    const targets = new Set(commands.flatMap(({ host }) => host ?? []));
    const ports = new Set(commands.map(({ port }) => port));
    return { command, text, targets: [...targets], ports: [...ports], hosts: this.#hosts };
  }

  /** Gives each check to its probe; false when the lines are nobody's, and may be read in another way. */
  #tell(tool: SessionTool, { lines, checks }: Recast, line: number): boolean {
    const taken = new Map<number, { readonly probe: RawProbe; readonly matches: readonly MatchedLine[] }>();
    for (const { offset, said, own, host, alone } of checks) {
      const matches = said.map((text) => this.#said(tool, text, line + offset)).filter((match) => match !== null);
      const probe = matches.length === 0 ? null : this.#probeOf(tool, matches, { own, host, alone }, line + offset);
      if (probe === null) continue;
      for (const matched of matches) this.take(probe, line + offset, matched);
      taken.set(offset, { probe, matches });
    }
    if (taken.size === 0 && checks.length > 0 && lines === 1) return false;
    for (let offset = 0; offset < lines; offset += 1) {
      const text = this.text.at(line + offset);
      if (!taken.has(offset) && text.trim() !== '') this.#other(text, line + offset);
    }
    if (taken.size > 0 && this.#unread !== null) this.#unread.read = true;
    return true;
  }

  /** A line of the tool's own list, as the one in the log says it. */
  #said(tool: SessionTool, text: string, line: number): MatchedLine | null {
    const match = this.matcher.match(text, this.tools.writersIn(tool.id).names);
    const end = this.text.at(line).trimEnd().length;
    return match === null ? null : { line, text, match: { ...match, start: 0, end, solid: end }, continued: 0 };
  }

  /** The probe of a check; null when it names none, and follows none. */
  #probeOf(
    { id }: SessionTool,
    matches: readonly MatchedLine[],
    { own, host: given, alone }: CheckOf,
    line: number,
  ): RawProbe | null {
    const host =
      given ?? matches.find(({ match }) => match.values.host !== undefined)?.match.values.host?.toLowerCase();
    if (alone === true) {
      // a message that decides nothing makes a line that names a destination no check of it
      const isCheck = matches.some(({ match }) => match.signature.verdict !== 'informational');
      return isCheck ? this.#openAlone(id, host ?? matches[0]?.match.values.ip, line) : null;
    }
    const follows = ({ run, command, tool }: RawProbe): boolean =>
      tool === id && !matches.some((matched) => run.startsAnew(matched, command));
    const group = this.#group;
    if (group !== null) {
      if (group.full) return null;
      if (own || group.current === null || !follows(group.current)) group.runs.push(this.begin(id, null, line));
      if (given !== undefined) group.current?.run.name(given);
      return group.current;
    }
    const { current } = this;
    // in Windows PowerShell a tool's name may be another one of a cmdlet
    if (current !== null && this.#isAlias(current, id)) {
      this.probes.pop();
      return this.open(id, current.command === null ? null : { ...current.command, tool: id }, current.first);
    }
    const isNext = current !== null && follows(current);
    if (current?.command != null && (host === undefined || host === current.command.host))
      return isNext ? current : host === undefined ? null : this.open(id, { ...current.command }, line);
    if (isNext && !own) return current;
    const template = this.#template;
    if (given !== undefined) return template?.tool === id ? this.open(id, { ...template, host: given }, line) : null;
    return host === undefined ? null : this.open(id, null, line);
  }

  /** The probe of a line that says itself who was asked; of a loop only its own tool's lines do. */
  #openAlone(id: string, host: string | undefined, line: number): RawProbe | null {
    if (host === undefined || this.#group !== null) return null;
    const { current } = this;
    const isOpen = current?.command?.host === null && current.matches.length === 0 && this.probes.at(-1) === current;
    if (isOpen) {
      // the command names no destination itself: its lines do
      this.probes.pop();
      for (let own = current.first; own <= current.last; own += 1)
        this.others.push({ line: own, text: this.text.at(own) });
    }
    const probe = this.open(id, null, line);
    probe.run.name(host);
    return probe;
  }

  #explain(text: string, line: number): MatchedLine | null {
    const running = this.#group?.current ?? this.current;
    const tool = running === null ? undefined : this.tools.get(running.tool);
    const writers = this.#writers();
    const restated = tool?.restate?.(text);
    if (restated !== undefined) return restated === null ? null : this.explainRestated(text, line, restated, writers);
    // in Windows PowerShell a tool's name may be another one of a cmdlet
    const cmdlet = running === null || tool === undefined ? null : cmdletIn(running, tool, text);
    return this.explain(text, line, cmdlet === null ? writers : this.tools.writersIn(cmdlet.id));
  }

  #isInPlace(matched: MatchedLine): boolean {
    return this.tools.get(matched.match.signature.tool)?.isInPlace?.(matched) !== false;
  }

  /** The tool that runs, where another one's message may stand in its output. */
  #writerOf(tool: string): string {
    const running = this.#group?.current ?? this.current;
    return running !== null && this.tools.isKin(tool, running.tool) ? running.tool : tool;
  }

  /** A line may show that the tool has a prompt of its own. */
  #hear(matched: MatchedLine): void {
    const tool = this.tools.get(matched.match.signature.tool);
    if (tool?.talks?.(matched) === true) this.#talk ??= startTalk(tool);
  }

  /** Begins what a line at a tool's own prompt asks for; false where it stands at none. */
  #says(text: string, line: number): boolean {
    const talk = this.#talk;
    const said = talk === null ? undefined : OWN_PROMPT.exec(text)?.[1];
    if (talk === null || said === undefined) return false;
    const words = talk.talk.say(said.trim());
    const command = words === null ? null : toolCommand(talk.tool, words, said.trim());
    this.#session = true;
    // its prompt shows what it was started for
    if (command !== null && this.#unread?.tool === command.tool) this.#unread = null;
    this.#finish();
    if (command === null) this.others.push({ line, text: this.text.at(line) });
    else this.open(command.tool, command, line);
    return true;
  }

  /** While a command runs only its own tool reads its lines. */
  #writers(): Writers {
    if (this.#showsSettings()) return this.tools.inSettings;
    if (this.#group !== null || this.current?.command == null) return this.tools.all;
    return this.tools.writersIn(this.current.tool);
  }

  #unexplained(text: string, line: number): void {
    // a command that is pasted without its prompt
    if (PREFERENCE_LINE.test(text)) this.#variables.hear(text);
    const run = this.#group?.current;
    if (run != null) {
      this.take(run, line, null);
      return;
    }
    // the heading of a dump ends the output before, and so does the rule of a script; a table of PowerShell has rules too
    if (this.current !== null && (isDump(text) || (this.#hasRules(this.current) && this.#divides(text))))
      this.#finish();
    if (this.current === null) {
      this.#other(text, line);
      return;
    }
    this.#completeRecord(text);
    this.take(this.current, line, null);
  }

  /** A line with which another error record begins: what follows is not of the one before. */
  #beginRecord(text: string, line: number): void {
    const { current } = this;
    if (this.#group !== null || current === null || current.first === line) return;
    const tool = this.tools.get(current.tool);
    // where the command is known it is the same failure once more, as a transcript repeats it
    if (tool?.cmdlet !== true || !current.run.isRecord) return;
    if (!isRecordHead(text, tool) && !this.#isQuotedBelow(line)) return;
    this.open(current.tool, null, line).run.beginRecord();
  }

  /** Two lines below the message of a record its command is quoted, with a wavy line below it. */
  #isQuotedBelow(line: number): boolean {
    return this.text.at(line + 2).startsWith('+ ') && /^\+ {1,400}~/u.test(this.text.at(line + 3));
  }

  /** What of an error record belongs to no command: it names one that it quotes, perhaps cut. */
  #completeRecord(text: string): void {
    const { current } = this;
    if (current === null || current.command !== null || this.tools.get(current.tool)?.cmdlet !== true) return;
    const command = this.#commandInRecord(text);
    const { named, host } = current.run;
    // a message that names another host speaks of that one
    if (command === null || (named && host !== command.host)) return;
    if (command.tool === current.tool) current.command = command;
    else if (this.tools.get(command.tool)?.like?.id === current.tool) {
      this.current = { ...current, tool: command.tool, command };
      this.probes[this.probes.lastIndexOf(current)] = this.current;
    }
  }

  /** An error record quotes the command that failed: `+ iwr https://…`, or `   1 |  iwr https://…` in PowerShell 7. */
  #commandInRecord(text: string): Command | null {
    const quoted = /^(?:\+|\s{0,8}\d{1,6} \|) {1,16}(\S.{0,400})$/u.exec(text)?.[1];
    if (quoted === undefined) return null;
    const own = quoted.replace(/^(?:\.\.\.|…) {0,8}/u, '');
    const cut = own.replace(/ ?(?:\.\.\.|…)$/u, '');
    const command = commandOfPrompt(cut, this.tools);
    if (command === null || command.host === null || cut === own) return command;
    // a long command is shortened, perhaps inside the name
    const behind = cut.slice(cut.toLowerCase().lastIndexOf(command.host) + command.host.length);
    if (behind !== '') return command;
    const { host } = command;
    const [only, ...more] = [...this.#hosts].filter((known) => known.startsWith(host));
    return only !== undefined && more.length === 0 ? { ...command, host: only } : null;
  }

  /** A row of one sign, or the line with which a script ends. */
  #divides(text: string): boolean {
    return isRule(text) || this.#endMarks.some((mark) => text.startsWith(mark));
  }

  #hasRules({ command, first }: RawProbe): boolean {
    return command === null || this.#announcementIn(this.text.at(first)) !== undefined;
  }

  #other(text: string, line: number): void {
    this.others.push({ line, text });
    const unread = this.#unread;
    if (unread === null) return;
    unread.last = line;
    unread.read ||= unread.shows?.writes(text) ?? PROXY_VARIABLE.test(text);
  }

  /** The probe to which a message belongs; null when it belongs to a command that cannot be read. */
  #probeFor(tool: string, matched: MatchedLine): RawProbe | null {
    const group = this.#group;
    if (group !== null) {
      if (!group.has(tool) || group.full) return null;
      const run = group.current;
      if (run !== null && run.tool === tool && !run.run.startsAnew(matched, null)) return run;
      group.runs.push(this.begin(tool, null, matched.line));
      return group.current;
    }
    const { current } = this;
    if (current !== null && current.command !== null && this.tools.get(current.tool)?.alias?.tool.id === tool) {
      this.probes.pop();
      return this.open(tool, { ...current.command, tool }, current.first);
    }
    const like = current === null || current.command === null ? undefined : this.tools.get(current.tool)?.like?.id;
    if (current !== null && like === tool) return current;
    if (current?.tool !== tool || current.run.startsAnew(matched, current.command))
      return this.open(tool, null, matched.line);
    return current;
  }
}

/** Whose check lines are. */
interface CheckOf {
  readonly own: boolean;
  readonly host: string | undefined;
  readonly alone: true | undefined;
}

/** What labels of a lookup's answer are: header lines have some of them too (`Server: Microsoft-IIS/10.0`). */
const LABELS: ReadonlySet<string> = new Set(['server', 'asked-server', 'name', 'answer', 'answers', 'alias']);

/** A header line; a lookup writes its labels with a tab or two blanks. */
const HEADER = /^(?:< )?[A-Za-z-]{1,40}: \S/u;

/** What a console left of a host name for its next line, with what stands behind the name. */
const REST_OF_NAME = /^[A-Za-z0-9-]{0,63}\.[A-Za-z0-9.-]{1,253}(?: +-?\w.{0,80})?$/u;

/** Before the output of each machine, as Ansible writes it (plugins/callback/minimal.py). */
const MACHINE = /^([\w.-]{1,64}) \| (?:CHANGED|FAILED|SUCCESS|UNREACHABLE!)(?: \| rc=\d{1,3})? (?:>>|=>)/u;

/** A loop of a shell that goes on in the next lines. */
const LOOP_START = /(?:^|[\s;&|])(?:for|while|until)\s/u;
const LOOP_END = /(?:^|[\s;])done(?:$|[\s;|&<>)])/u;

function opensLoop(text: string): boolean {
  return LOOP_START.test(text) && !LOOP_END.test(text);
}

/**
 * The next line goes on with a name within which the line ends; what is a number goes on with one only. A lookup may print an
 * address, or a name with its final dot, behind a command that fills its line.
 */
function isRestOfName(text: string, next: string): boolean {
  if (!REST_OF_NAME.test(next) || isAddress(next) || next.endsWith('.') || !/[\w.-]$/u.test(text)) return false;
  return /[A-Za-z]/u.test(next.split(' ', 1)[0] ?? '') || /[\d.]$/u.test(text);
}

/** `…  -I` and `nformationLevel Quiet`: what a console left of an option, or of its value, for its next line. */
function isRestOfOption(text: string, next: string): boolean {
  const option = text.slice(text.lastIndexOf(' -') + 1);
  if (/^-[A-Za-z]{0,24}$/u.test(option)) return /^[A-Za-z]{0,24}(?: [A-Za-z0-9-].{0,80})?$/u.test(next);
  return (
    /^-[A-Za-z]{2,24} ?[A-Za-z0-9]{0,12}$/u.test(option) && /^[A-Za-z0-9]{0,12} -[A-Za-z]{2,24}\b.{0,80}$/u.test(next)
  );
}

/** What `env` and `export` print is read as a setting. */
const PROXY_VARIABLE = /^(?:export )?https?_proxy=/iu;

/** A message that any tool may bring belongs to a run unless it names the host of another one. */
function isOfRun({ match }: MatchedLine, { command }: RawProbe): boolean {
  const host = match.values.host?.toLowerCase();
  return host === undefined || host === command?.host;
}

/** An error record begins with the name under which its cmdlet was run: `Invoke-WebRequest : …`, `iwr: C:\check.ps1:3`. */
function isRecordHead(text: string, { names }: SessionTool): boolean {
  const colon = text.indexOf(':');
  return colon > 0 && names.includes(text.slice(0, colon).trimEnd().toLowerCase());
}

/** The user broke a command off, or stopped it. */
function isBrokenOff(text: string): boolean {
  if (!text.includes('^')) return false;
  const line = text.trim();
  return line.startsWith('^C') || line.endsWith('^C') || line.endsWith('^Z');
}

/** A line at the prompt that a tool of its own shows: `> login.microsoft.com`. */
const OWN_PROMPT = /^> ?(.{0,400})$/u;

function startTalk(tool: SessionTool): { readonly tool: SessionTool; readonly talk: Talk } | null {
  return tool.talk === undefined ? null : { tool, talk: tool.talk() };
}

/** How a line begins that says what is to happen with failures. */
const PREFERENCE_LINE = /^\s{0,8}(?:\$|set-variable\s)/iu;

/** The beginning of a registry dump. */
function isDump(text: string): boolean {
  return text.trimStart().startsWith('Hive: ') || text.startsWith('HKEY_');
}

/** The cmdlet that writes an error record under the name of a tool that is run (`curl : …`); null for any other line. */
function cmdletIn({ matches }: RawProbe, { alias, names }: SessionTool, text: string): SessionTool | null {
  if (alias === undefined || matches.length > 0) return null;
  return names.some((name) => text.startsWith(`${name} : `)) ? alias.tool : null;
}
