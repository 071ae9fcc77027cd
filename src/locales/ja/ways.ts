/** A way in the drawing: from a box on the left to one on the right, with what it is called. A text is one line each. */
interface Way {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly name: readonly string[];
}

interface Ways {
  /** All that the drawing says, in words. */
  readonly label: string;
  /** Heads of the two columns. */
  readonly from: string;
  readonly to: string;
  /** Ways that cross no network of the reader, what parts them from the others, and the others. */
  readonly inside: readonly Way[];
  readonly border: string;
  readonly outside: readonly Way[];
}

/** Which way the data of each kind of backup goes; `platform` is the address of Azure's own services, `ilr` the port of file recovery. */
export const waysOf = (platform: string, ilr: string): Ways => ({
  label: `Azure VM バックアップでは、ディスクのデータは Azure の基盤の中でコンテナーに転送されます。VM エージェントが通信するのは、${platform} の 80 番と 32526 番だけです。どちらも NSG と UDR に従いません。SQL Server、SAP HANA、MARS エージェントは 443 番で Backup、Storage、Entra ID と通信します。ファイルの回復は ${ilr} 番で Azure Backup と通信します。Site Recovery のモビリティ サービスは、443 番でキャッシュ ストレージ アカウントと通信します。この 4 つは、NSG、UDR、ファイアウォールを通ります。`,
  from: 'マシンの側',
  to: 'Azure の側',
  inside: [
    { from: ['VM のディスク'], to: ['コンテナー'], name: ['基盤の中で転送'] },
    { from: ['VM エージェント', '拡張機能'], to: ['Azure の基盤'], name: [platform, '80、32526'] },
  ],
  border: 'ここから下は NSG・UDR・ファイアウォールを通る',
  outside: [
    { from: ['SQL Server', 'SAP HANA'], to: ['Backup、Storage', 'Entra ID'], name: ['443'] },
    { from: ['MARS', 'エージェント'], to: ['Backup、Storage', 'Entra ID'], name: ['443'] },
    { from: ['ファイルの回復'], to: ['Azure Backup', '(pod01-rec2)'], name: [ilr] },
    { from: ['Site Recovery', '(VM の中)'], to: ['キャッシュ', 'ストレージ'], name: ['443'] },
  ],
});
