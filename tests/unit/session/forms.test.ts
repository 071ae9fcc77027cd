import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

/** Asked first: it hangs, and nothing of what follows is its answer. */
const HANGS = 'pod01-prot1.jpe.backup.windowsazure.com';
const ANSWERS = 'login.microsoftonline.com';
const CURL = `curl -sSI https://${ANSWERS}`;
const OUTPUT = 'HTTP/1.1 200 OK\nContent-Length: 0\nx-ms-request-id: 1\n';

/** Ways to run one command. */
const FORMS = [
  CURL,
  `timeout 10 ${CURL}`,
  `sudo -u azureuser ${CURL}`,
  `sudo timeout 10 ${CURL}`,
  `https_proxy= ${CURL}`,
  `env LANG=C ${CURL}`,
  `nohup ${CURL}`,
  `time -p ${CURL}`,
  `watch -n 5 ${CURL}`,
  `echo https://${ANSWERS} | xargs curl -sSI`,
  `echo https://${ANSWERS} | xargs -n1 curl -sSI`,
  `xargs curl -sSI <<< https://${ANSWERS}`,
  `ssh vm-db01 ${CURL}`,
  `ssh -o BatchMode=yes -p 22 admin@vm-db01 "${CURL}"`,
  `ssh vm-db01 'sudo docker exec web ${CURL}'`,
  `kubectl exec -n kube-system -it pod-1 -c main -- ${CURL}`,
  `docker exec -it web ${CURL}`,
  `docker compose exec -u 0 web ${CURL}`,
  `docker run --rm curlimages/curl ${CURL}`,
  `docker run --rm --network host curlimages/curl:8.10.1 -sSI https://${ANSWERS}`,
  `podman exec web ${CURL}`,
  `az vm run-command invoke -g rg1 -n vm1 --command-id RunShellScript --scripts "${CURL}"`,
  `ansible all -m shell -a "${CURL}"`,
  `cd /tmp && ${CURL}`,
  `date; ${CURL}`,
  `false || ${CURL}`,
  `${CURL} | head -20`,
  `${CURL} 2>&1 | tee out.txt`,
  `for h in ${ANSWERS}; do curl -sSI https://$h; done`,
  `for h in ${ANSWERS}; do curl -sSI "https://\${h}/"; done`,
  `for h in ${ANSWERS}\n> do\n>   curl -sSI https://$h\n> done`,
  `while true; do ${CURL}; sleep 1; done`,
  `while read -r h; do curl -sSI https://$h; done <<< ${ANSWERS}`,
  `curl -sSI \\\n  https://${ANSWERS}`,
  `(${CURL})`,
  `bash -c '${CURL}'`,
  `sudo bash -c "${CURL}"`,
  `su - azureuser -c "${CURL}"`,
  `runuser -u azureuser -- ${CURL}`,
  `/usr/bin/${CURL}`,
  `r=$(${CURL}); echo "$r"`,
  `${CURL} &`,
  `if ${CURL}; then echo ok; fi`,
  `! ${CURL}`,
  `strace -f -e trace=network ${CURL}`,
  `chroot /mnt ${CURL}`,
  `ip netns exec blue ${CURL}`,
];
/** What runs something that cannot be told. */
const OTHERS = [
  `mycheck ${ANSWERS}`,
  `torsocks ${CURL}`,
  './check.sh',
  'for h in $(cat hosts); do curl -sSI https://$h; done',
  'while read h; do curl -sSI https://$h; done < hosts',
];
const PROMPTS = [
  '[root@vm01 ~]# ',
  '[root@vm01 ~]#',
  'azureuser@vm01:~$ ',
  'user@vm01 ~ % ',
  '$ ',
  '# ',
  'vm-linux01% ',
  '❯ ',
  '➜  ~ ',
  '➜  work git:(main) ✗ ',
  '(venv) $ ',
  '(venv) user@vm01:~$ ',
  'PS /home/me> ',
  '[vm01]: PS /home/me> ',
  'sh-4.4# ',
  'bash-5.1$ ',
  'vm-hana:/tmp # ',
];

const verdicts = (text: string) =>
  Object.fromEntries(diagnose(text).endpoints.map(({ host, verdict }) => [host, verdict]));

describe.each(PROMPTS)('behind %j', (prompt) => {
  const hangs = `${prompt}curl -I https://${HANGS}\n`;

  test.each(FORMS)('%s is read, and ends what came before', (form) => {
    for (const before of [hangs, `${hangs}^C\n`])
      expect(verdicts(`${before}${prompt}${form}\n${OUTPUT}${prompt}\n`)).toEqual({
        [HANGS]: expect.stringMatching(/^(?:indeterminate|not_run)$/u) as string,
        [ANSWERS]: 'reachable',
      });
  });

  // a sign alone may as well begin a comment or a heading: it is a prompt once a command stood behind it
  test.each(OTHERS)('%s ends what came before', (form) => {
    expect(verdicts(`${hangs}${prompt}${form}\n${OUTPUT}${prompt}\n`)[HANGS]).toMatch(/^(?:indeterminate|not_run)$/u);
  });

  test('a prompt without a command ends what came before', () => {
    expect(verdicts(`${hangs}${prompt}\n${OUTPUT}`)[HANGS]).toMatch(/^(?:indeterminate|not_run)$/u);
  });
});
