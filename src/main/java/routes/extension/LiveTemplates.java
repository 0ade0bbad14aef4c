package routes.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import routes.common.yaml.YamlText;
import routes.extension.Extension.Label;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourcePack.Origin;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;
import routes.notice.render.TemplateTexts;

/** Message templates, a folder at a time: they include each other. A new version of a file writes the next message. */
public final class LiveTemplates implements LiveKind {
    private static final String KIND = "templates";
    private static final String FOLDER = "templates";

    private final NoticeRenderer renderer;
    private final Supplier<? extends Collection<Medium>> media;
    private final List<ExtensionRoot> roots;
    private final Map<ExtensionRoot, TemplateTexts> taken = new LinkedHashMap<>();
    private final LoadedExtensions loaded = new LoadedExtensions();

    /** @param roots in their order: a later one wins */
    public LiveTemplates(
            NoticeRenderer renderer, Supplier<? extends Collection<Medium>> media, List<ExtensionRoot> roots) {
        this.renderer = renderer;
        this.media = media;
        this.roots = List.copyOf(roots);
    }

    @Override
    public Beginning beginning() {
        return Beginning.BEFORE_ROUTES;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        Path folder = root.folder().resolve(FOLDER);
        return Files.isDirectory(folder) ? List.of(folder) : List.of();
    }

    /** A file that is wrong keeps the text that it had; the others are taken. */
    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        begin();
        Label label = label(root, unit);
        TemplateTexts before = taken.getOrDefault(root, TemplateTexts.NONE);
        Map<String, TemplateTexts.Text> texts =
                new TreeMap<>(TemplateTexts.read(unit).files());
        List<String> problems = new ArrayList<>();
        for (List<String> found = offer(root, texts); !found.isEmpty(); found = offer(root, texts)) {
            problems.addAll(found);
            if (!withdraw(texts, before.files(), found)) {
                loaded.refuse(label, problems);
                return false;
            }
        }
        taken.put(root, new TemplateTexts(texts));
        Extension works = working(label, new TemplateTexts(texts));
        if (problems.isEmpty()) {
            loaded.works(works);
        } else {
            loaded.begin(works);
            loaded.refuse(label, problems);
        }
        return problems.isEmpty();
    }

    private List<String> offer(ExtensionRoot root, Map<String, TemplateTexts.Text> texts) {
        Map<ExtensionRoot, TemplateTexts> next = new LinkedHashMap<>(taken);
        next.put(root, new TemplateTexts(texts));
        return renderer.offer(together(next), media.get());
    }

    private TemplateTexts together(Map<ExtensionRoot, TemplateTexts> texts) {
        return roots.stream()
                .filter(texts::containsKey)
                .map(texts::get)
                .reduce(TemplateTexts.NONE, (earlier, later) -> later.over(earlier));
    }

    /** Puts the texts before them in the place of those with problems. @return whether any could be told apart */
    private static boolean withdraw(
            Map<String, TemplateTexts.Text> texts, Map<String, TemplateTexts.Text> before, List<String> problems) {
        List<String> wrong = texts.entrySet().stream()
                .filter(file -> problems.stream()
                        .anyMatch(problem -> problem.startsWith(file.getValue().place() + ":")))
                .map(Map.Entry::getKey)
                .toList();
        for (String file : wrong) {
            TemplateTexts.Text now = texts.remove(file);
            TemplateTexts.Text worked = before.get(file);
            if (worked != null && !worked.equals(now)) {
                texts.put(file, worked);
            }
        }
        return !wrong.isEmpty();
    }

    @Override
    public synchronized void gone(ExtensionRoot root, Path unit) {
        taken.remove(root);
        List<String> problems = renderer.offer(together(taken), media.get());
        if (problems.isEmpty()) {
            loaded.forget(label(root, unit).name());
        } else {
            loaded.refuse(label(root, unit), problems);
        }
    }

    private static Label label(ExtensionRoot root, Path unit) {
        String place = root.place(unit);
        return new Label(KIND, root.origin() == Origin.APPLICATION ? FOLDER : place, root.origin(), place);
    }

    private static Extension working(Label label, TemplateTexts texts) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(texts.files()).forEach((name, text) -> all.append(name).append(text.text()));
        return Extension.working(label, YamlText.version(all.toString()));
    }

    /** Those of the application, then those of folders of extensions. */
    @Override
    public List<Extension> rows() {
        begin();
        return loaded.rows();
    }

    private void begin() {
        loaded.beginOnce(() -> ShippedFolder.read(FOLDER, TemplateTexts::read).stream()
                .map(shipped -> working(new Label(KIND, FOLDER, Origin.APPLICATION, FOLDER), shipped)));
    }
}
