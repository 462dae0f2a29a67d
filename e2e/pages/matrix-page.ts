import { expect, type Locator, type Page } from "@playwright/test";

/** The matrix in the words of its user. */
export class MatrixPage {
  constructor(private readonly page: Page) {}

  async open(query = "?window=5m"): Promise<void> {
    await this.page.goto(`/${query}`);
    await expect(this.page.getByRole("treegrid")).toBeVisible();
  }

  grid(): Locator {
    return this.page.getByRole("treegrid");
  }

  /** The lines of one level that are in the document: 1 namespaces, 2 services, 3 what is below them. */
  lines(level: 1 | 2 | 3): Locator {
    return this.grid().locator(`tr[aria-level="${level}"]`);
  }

  /** A line by its name: "foo", or "foo/httpbin". */
  line(key: string): Locator {
    return this.grid().locator("tr", {
      has: this.page.locator(`[data-head][data-line="${key}"]`),
    });
  }

  /** The cell that names a service and opens it. */
  head(service: string, namespace: string): Locator {
    return this.row(service, namespace).getByRole("rowheader");
  }

  /** The callers and ports of an opened service. */
  below(service: string, namespace: string): Locator {
    const key = `${namespace}/${service}`;
    return this.grid().locator("tr", {
      has: this.page.locator(
        `[data-head][data-line^="${key}>"], [data-head][data-line^="${key}:"]`,
      ),
    });
  }

  /** Services chosen for what can be done with several. */
  chosen(): Locator {
    return this.grid().locator('tr[aria-level="2"][aria-selected="true"]');
  }

  async choose(service: string, namespace: string): Promise<void> {
    await this.row(service, namespace).hover();
    await this.row(service, namespace).locator("[data-choose]").click();
  }

  /** Where the focus is, as somebody with a screen reader hears it; counted from 1. */
  async focused(): Promise<{ line: string; row: number; column: number }> {
    return this.page.evaluate(() => {
      const cell = document.activeElement?.closest("td, th");
      const named = document.activeElement?.closest<HTMLElement>("[data-line]");
      const row = cell?.closest("tr")?.getAttribute("aria-rowindex");
      return {
        line: named?.dataset.line ?? "",
        row: Number(row),
        column: Number(cell?.getAttribute("aria-colindex")),
      };
    });
  }

  /** The line of one service. */
  row(service: string, namespace: string): Locator {
    return this.page.locator("tr", {
      has: this.page.locator(`[data-line="${namespace}/${service}"]`),
    });
  }

  policy(service: string, namespace: string): Locator {
    return this.row(service, namespace).getByRole("gridcell").first();
  }

  /** A cell by its sentence: "httpbin in foo, called from bar: …" */
  cell(service: string, namespace: string, sentence: RegExp): Locator {
    return this.row(service, namespace).getByRole("gridcell", {
      name: sentence,
    });
  }

  /** The one button of a row, by its word. */
  button(word: string, service: string, namespace: string): Locator {
    return this.row(service, namespace).getByRole("button", {
      name: new RegExp(`^${word}\\b.*${service}`),
    });
  }

  dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** The dialog with this title, also above the panel it was opened from. */
  dialogFor(title: string): Locator {
    return this.page.getByRole("dialog", { name: title });
  }

  /** The panel of one service: a modal dialog, behind which there is no grid. */
  async openPanel(service: string, namespace: string): Promise<void> {
    await this.page.goto(`/?window=5m&at=${namespace}/${service}`);
    await expect(this.dialog()).toBeVisible();
  }

  /** Goes there as somebody without a mouse would. */
  async tabTo(target: Locator): Promise<void> {
    for (let tabs = 0; tabs < 30; tabs += 1) {
      const reached = await target.evaluate(
        (element) => element === document.activeElement,
      );
      if (reached) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error("Tab does not lead there.");
  }
}
