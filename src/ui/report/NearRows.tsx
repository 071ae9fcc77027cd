import type { JSX } from 'preact';
import { useNear } from '../near.ts';

/** Rows in one part of a table. */
const CHUNK = 40;

interface NearRowsProps<T> {
  readonly rows: readonly T[];
  readonly row: (row: T) => JSX.Element;
  readonly columns: number;
  /** What a row is high (px) before it was laid out. */
  readonly height: number;
  /** There are very many rows: only those near the view are built. */
  readonly isLong: boolean;
}

/** The rows of a table, in parts. */
export function NearRows<T>({ rows, ...how }: NearRowsProps<T>): JSX.Element {
  return (
    <>
      {Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) => (
        <Part key={at} rows={rows.slice(at * CHUNK, (at + 1) * CHUNK)} {...how} />
      ))}
    </>
  );
}

function Part<T>({ rows, row, columns, height: guess, isLong }: NearRowsProps<T>): JSX.Element {
  const { element, near, height } = useNear<HTMLTableSectionElement>(isLong);
  return (
    <tbody ref={element}>
      {near ? (
        rows.map(row)
      ) : (
        <tr aria-hidden="true">
          <td colSpan={columns} style={{ height: `${height ?? rows.length * guess}px` }} />
        </tr>
      )}
    </tbody>
  );
}
