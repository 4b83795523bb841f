import { isChinese, type Template } from "./settings";

/** A menu of the saved queries; `use` is given the one that is chosen. */
export function templateMenu(templates: Template[], use: (chosen: Template) => void): HTMLElement {
  const label = document.createElement("label");
  label.textContent = isChinese ? "示例查询 " : "Templates ";
  const menu = document.createElement("select");
  menu.id = "templates";
  menu.append(new Option(isChinese ? "选择……" : "Choose …", ""));
  for (const { name, zh, en, about } of templates) {
    const option = new Option(isChinese ? `${zh} · ${en}` : `${en} · ${zh}`, name);
    option.title = about;
    menu.append(option);
  }
  menu.addEventListener("change", () => {
    const chosen = templates.find((template) => template.name === menu.value);
    if (chosen) use(chosen);
    menu.value = "";
  });
  label.append(menu);
  return label;
}
