import type { JSX } from 'preact';

/** Patterns of the pictures: what a colour says is said by a pattern as well. */
export function Patterns(): JSX.Element {
  return (
    <defs>
      <pattern id="pattern-in" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="pattern-in-ground" />
        <path d="M1 0v6" class="pattern-in-line" />
      </pattern>
      <pattern id="pattern-failing" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" class="pattern-failing-ground" />
        <path d="M2 0v7" class="pattern-failing-line" />
      </pattern>
      <pattern id="class-azure" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="class-azure-ground" />
        <path d="M1.5 0v6" class="class-line" />
      </pattern>
      <pattern id="class-private" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="class-private-ground" />
        <circle cx="3" cy="3" r="1.2" class="class-dot" />
      </pattern>
      <pattern id="class-platform" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" class="class-platform-ground" />
        <path d="M0 1.5h5" class="class-line" />
      </pattern>
      <pattern id="class-local" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" class="class-local-ground" />
        <path d="M1.5 0v5M0 1.5h5" class="class-line" />
      </pattern>
    </defs>
  );
}
