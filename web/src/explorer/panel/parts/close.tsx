import { Icon } from "../../shell/icons";

export function CloseButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" class="panel-close" aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}
