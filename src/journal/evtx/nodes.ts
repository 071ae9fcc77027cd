/** Binary XML as it was read. Templates are read once for a chunk and filled in for each record. */
export type Node =
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly children: readonly Node[];
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly index: number }
  | { readonly kind: 'instance'; readonly template: Template; readonly values: Values };

export interface Attribute {
  readonly name: string;
  readonly parts: readonly Node[];
}

export type Template = readonly Node[];

/** What fills the slots of a template: type, place and size of each value. */
export interface Values {
  readonly types: readonly number[];
  readonly places: readonly number[];
  readonly sizes: readonly number[];
}
