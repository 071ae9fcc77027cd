/** Thrown where a record cannot be read; caught where records are read, and nowhere else. */
export class Damage extends Error {}
