/** A padlock that has been checked. The word beside it carries the name. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 24 24"
      className="size-5.5 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7.5 10.5V8a4.5 4.5 0 0 1 9 0v2.5" />
      <rect x="4" y="10.5" width="16" height="10" rx="2.6" />
      <path d="m9.3 15.6 1.9 1.8 3.5-3.6" stroke="var(--mtls)" />
    </svg>
  );
}
