/** Chooses what the pane below shows. */
export function Tabs<Tab extends string>(props: {
  readonly tabs: readonly Tab[];
  readonly words: Readonly<Record<Tab, string>>;
  readonly shown: Tab;
  readonly show: (tab: Tab) => void;
  /** The id of what a tab shows; absent: of the one pane for all. */
  readonly paneOf?: (tab: Tab) => string;
}) {
  const { tabs, words, shown, show, paneOf = () => "pane" } = props;
  return (
    <div role="tablist">
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          aria-selected={shown === one}
          aria-controls={paneOf(one)}
          onClick={() => show(one)}
        >
          {words[one]}
        </button>
      ))}
    </div>
  );
}
