/** What a column is called, a button that takes it away, and how many there are in it. */
export function ColumnHead(props: {
  title: string;
  remove: string;
  more: string;
  fewer: string;
  count: number;
  most: number;
  onRemove: () => void;
  onAdd: (by: number) => void;
}) {
  const { title, remove, more, fewer, count, most, onRemove, onAdd } = props;
  return (
    <>
      <div class="head">
        <h3>{title}</h3>
        <button type="button" class="remove-layer" title={remove} aria-label={remove} onClick={onRemove}>
          ×
        </button>
      </div>
      <div class="count">
        <button type="button" aria-label={fewer} aria-disabled={count === 1} onClick={() => onAdd(-1)}>
          −
        </button>
        <span>{count}</span>
        <button type="button" aria-label={more} aria-disabled={count === most} onClick={() => onAdd(1)}>
          +
        </button>
      </div>
    </>
  );
}
