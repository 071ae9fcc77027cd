import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EvidenceKnowledge, EvidenceScenario } from '../../knowledge/types.ts';
import { READING, reading } from '#locale/bundle.ts';
import { DROP } from '#locale/bundle-view.ts';
import { BundleVerdict } from './BundleVerdict.tsx';
import { DropZone } from './DropZone.tsx';
import { openDropped, openFiles, type Opened } from './dropped.ts';
import { reasonOf } from './reason.ts';

/** Drop a zip, a tar or a folder: what of the chosen list it holds, and what it had better not hold. */
export function BundleCheck({
  knowledge,
  scenario,
}: {
  readonly knowledge: EvidenceKnowledge;
  readonly scenario: EvidenceScenario;
}): JSX.Element {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [said, setSaid] = useState('');
  const told = (done: number, all: number): void => {
    setSaid(reading(done, all));
  };
  const open = async (opening: Promise<Opened>): Promise<void> => {
    setSaid(READING);
    try {
      setOpened(await opening);
      setSaid('');
    } catch (error) {
      setOpened(null);
      setSaid(reasonOf(error));
    }
  };
  return (
    <DropZone
      class="bundle"
      onFolders={(folders) => void open(openDropped(folders, scenario.id, told))}
      onFiles={(files) => void open(openFiles(files, scenario.id, told))}
    >
      <div class="paste">
        <p class="paste-label">{DROP.label}</p>
        <div class="paste-acts">
          <label class="btn" for="bundle-file">
            {DROP.choose}
          </label>
          <input
            class="visually-hidden"
            id="bundle-file"
            type="file"
            multiple
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              if (files.length > 0) void open(openFiles(files, scenario.id, told));
              event.currentTarget.value = '';
            }}
          />
          <span class="paste-hint">{DROP.hint}</span>
        </div>
        <p class="paste-promise">{DROP.promise}</p>
      </div>
      <div class="paste-status" role="status">
        {said}
      </div>
      {opened !== null && (
        <BundleVerdict key={opened.id} knowledge={knowledge} opened={opened} scenario={scenario.id} heading="h4" />
      )}
    </DropZone>
  );
}
