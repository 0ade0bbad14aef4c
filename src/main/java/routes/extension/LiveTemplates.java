package routes.extension;

import java.nio.file.Files;
import java.nio.file.Path;
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

/** Message templates, a folder at a time: they include each other. A new version writes the next message. */
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

    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        begin();
        String place = root.place(unit);
        String name = root.origin() == Origin.APPLICATION ? FOLDER : place;
        Label label = new Label(KIND, name, root.origin(), place);
        Map<ExtensionRoot, TemplateTexts> next = new LinkedHashMap<>(taken);
        TemplateTexts read = TemplateTexts.read(unit);
        next.put(root, read);
        TemplateTexts all = roots.stream()
                .filter(next::containsKey)
                .map(next::get)
                .reduce(TemplateTexts.NONE, (earlier, later) -> later.over(earlier));
        List<String> problems = renderer.offer(all, media.get());
        if (!problems.isEmpty()) {
            loaded.refuse(label, problems);
            return false;
        }
        taken.put(root, read);
        loaded.works(working(label, read));
        return true;
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
