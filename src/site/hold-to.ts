/**
 * Holds what an article says of an example to what the analyzer says.
 * @throws {Error} where they differ; the build stops then.
 */
export function holdTo<T extends Readonly<Record<keyof T, string>>>(name: string, said: T, found: T): void {
  const keys = Object.keys(found) as (keyof T & string)[];
  const differs = keys.filter((what) => said[what] !== found[what]);
  if (differs.length > 0)
    throw new Error(
      `${name}: ${differs.map((what) => `${what}: is "${found[what]}", the article says "${said[what]}"`).join('; ')}`,
    );
}
