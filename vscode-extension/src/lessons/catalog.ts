// What there is to learn: read from the files beside the extension when somebody first asks.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Part {
  name: string;
  title: string;
}
export interface Lesson {
  slug: string;
  title: string;
  sentence: string;
  part: string;
  order: number;
  level: string;
  topics: string[];
  rules: string[];
}
export interface Rule {
  id: string;
  family: string;
  summary: string;
  lesson: string;
}
export interface Drill {
  slug: string;
  title: string;
  lesson: string;
  is_project: boolean;
}
export interface Program {
  language: string;
  is_module: boolean;
  runs: boolean;
  text: string;
}
export interface Page {
  html: string;
  programs: Program[];
}

interface Lists {
  parts: Part[];
  // In the order of the course.
  lessons: Lesson[];
  rules: Rule[];
  drills: Drill[];
}
interface Pages {
  lessons: Record<string, Page>;
  rules: Record<string, Page>;
}

export class Catalog {
  private lists: Lists | undefined;
  private pages: Pages | undefined;

  constructor(private readonly extension_folder: string) {}

  get parts(): Part[] {
    return this.all().parts;
  }
  get lessons(): Lesson[] {
    return this.all().lessons;
  }
  get rules(): Rule[] {
    return this.all().rules;
  }
  get drills(): Drill[] {
    return this.all().drills;
  }
  lesson(slug: string): Lesson | undefined {
    return this.lessons.find((lesson) => lesson.slug === slug);
  }
  rule(id: string): Rule | undefined {
    return this.rules.find((rule) => rule.id === id);
  }
  drill(slug: string): Drill | undefined {
    return this.drills.find((drill) => drill.slug === slug);
  }
  page_of_lesson(slug: string): Page | undefined {
    return this.all_pages().lessons[slug];
  }
  page_of_rule(id: string): Page | undefined {
    return this.all_pages().rules[id];
  }

  private all(): Lists {
    this.lists ??= this.read<Lists>("catalog.json");
    return this.lists;
  }
  private all_pages(): Pages {
    this.pages ??= this.read<Pages>("pages.json");
    return this.pages;
  }
  private read<T>(name: string): T {
    return JSON.parse(readFileSync(join(this.extension_folder, "out", name), "utf8")) as T;
  }
}
