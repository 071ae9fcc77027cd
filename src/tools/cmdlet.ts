import { namesIn, type OptionTable } from '../session/arguments.ts';

/** Parameters that every cmdlet takes. */
const COMMON =
  'erroraction ea warningaction wa informationaction infa progressaction proga errorvariable ev warningvariable wv informationvariable iv outvariable ov outbuffer ob pipelinevariable pv';
const POWERSHELL_FLAGS =
  'usebasicparsing skipcertificatecheck noproxy skiphttperrorcheck traceroute diagnoserouting disablekeepalive usedefaultcredentials passthru resume verbose debug';

/** Parameters of a cmdlet: its own with a value, those that every cmdlet takes, and switches. */
export function cmdletOptions(own: string, aliases: Readonly<Record<string, string>> = {}): OptionTable {
  const values = [...namesIn(own), ...namesIn(COMMON)];
  return {
    values: new Set(values),
    names: [...values, ...namesIn(POWERSHELL_FLAGS)],
    short: {},
    aliases,
    singleHyphen: true,
  };
}
