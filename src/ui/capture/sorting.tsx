import type { JSX } from 'preact';

/** A column by which a table is sorted. */
export interface SortColumn<T> {
  readonly title: string;
  readonly of: (row: T) => string | number;
  /** The greatest first, when it is chosen. */
  readonly down?: boolean;
}

export interface Sorting<C extends string> {
  readonly column: C;
  readonly down: boolean;
}

/** Rows in an order; those that are equal stay as they were. */
export function sorted<T, C extends string>(
  rows: readonly T[],
  columns: Readonly<Record<C, SortColumn<T>>>,
  { column, down }: Sorting<C>,
): T[] {
  const { of } = columns[column];
  // each is asked once: very many rows are compared often
  const keyed = rows.map((row) => ({ row, key: of(row) }));
  return keyed.sort((x, y) => compare(x.key, y.key) * (down ? -1 : 1)).map(({ row }) => row);
}

/** The headings of a table, each of which sorts it. */
export function SortHead<T, C extends string>({
  columns,
  sorting,
  onSort,
  children,
}: {
  readonly columns: Readonly<Record<C, SortColumn<T>>>;
  readonly sorting: Sorting<C>;
  readonly onSort: (sorting: Sorting<C>) => void;
  readonly children?: JSX.Element;
}): JSX.Element {
  return (
    <thead>
      <tr>
        {(Object.keys(columns) as C[]).map((column) => {
          const isChosen = sorting.column === column;
          return (
            <th scope="col" key={column} aria-sort={isChosen ? (sorting.down ? 'descending' : 'ascending') : 'none'}>
              <button
                type="button"
                class="sort"
                onClick={() => {
                  onSort({ column, down: isChosen ? !sorting.down : (columns[column].down ?? false) });
                }}
              >
                {columns[column].title}
              </button>
            </th>
          );
        })}
        {children}
      </tr>
    </thead>
  );
}

/** By number, or by the codes of letters: in the order of a language very many rows would take seconds. */
function compare(x: string | number, y: string | number): number {
  return x < y ? -1 : Number(x > y);
}
