/** Beside a folder that lies on another machine. */
export const REMOTE_FOLDER =
  '別のコンピューターの共有フォルダー (UNC パス) です。採取した情報が、そのコンピューターに書き込まれます。意図した場所かどうかを確認してください。';
