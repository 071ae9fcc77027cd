import { OFFLINE } from '#locale/offline.ts';
import { scriptAddress, SERVICE_WORKER } from './worker/script-address.ts';

/** Keeps the site for use without a network, and says so in the footer once it is kept. */
export async function keepOffline(): Promise<void> {
  // only pages that came over HTTPS, or of this machine, may keep anything
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(scriptAddress(SERVICE_WORKER), { updateViaCache: 'none' });
  // it does where no report is open, and waits else
  registration.waiting?.postMessage('take over');
  await serviceWorker.ready;
  const note = document.querySelector('[data-offline]');
  if (note !== null) note.textContent = OFFLINE;
}
