/** A place between two columns where another is put in. */
export function AddButton({ name, isFull, onAdd }: { name: string; isFull: boolean; onAdd: () => void }) {
  return (
    <button
      type="button"
      class="add-layer"
      title={name}
      aria-label={name}
      aria-disabled={isFull}
      onClick={() => !isFull && onAdd()}
    >
      +
    </button>
  );
}
