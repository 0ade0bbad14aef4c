package routes.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routes.common.yaml.YamlText;
import routes.extension.Extension.Label;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourcePack.Origin;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.receipt.ReceiptRegistry.Saved;
import routes.notice.receipt.UnusableReceiptRules;

/** Rules for targets' answers: a new version judges the next answer. */
public final class LiveReceipts implements LiveKind {
    private static final String SUFFIX = ".yaml";

    private final ReceiptRegistry registry;
    private final Optional<Path> operators;
    private final Map<String, Saved> taken = new LinkedHashMap<>();
    private final LoadedExtensions loaded = new LoadedExtensions();

    /** @param operators {@code veaiops.receipts.dir} */
    public LiveReceipts(ReceiptRegistry registry, Optional<Path> operators) {
        this.registry = registry;
        this.operators = operators;
    }

    @Override
    public Beginning beginning() {
        return Beginning.BEFORE_ROUTES;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("receipts")).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .toList();
    }

    /** The rules of an operator's folder win over those of the application, and what was saved last over both. */
    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        begin();
        String name = nameOf(unit);
        Label label = new Label("receipts", name, root.origin(), root.place(unit));
        Saved saved = new Saved(name, label.place(), text(unit));
        Map<String, Saved> next = new LinkedHashMap<>(taken);
        next.put(name, saved);
        try {
            registry.become(ReceiptRegistry.load(operators, next.values()));
        } catch (UnusableReceiptRules e) {
            loaded.refuse(label, e.problems());
            return false;
        }
        taken.put(name, saved);
        loaded.works(Extension.working(label, YamlText.version(saved.yaml())));
        return true;
    }

    /** What is judged by rules of a new name goes on with them; nothing new can name them. */
    @Override
    public synchronized void gone(ExtensionRoot root, Path unit) {
        String name = nameOf(unit);
        Saved saved = taken.get(name);
        if (saved != null && !saved.place().equals(root.place(unit))) {
            return;
        }
        taken.remove(name);
        registry.become(ReceiptRegistry.load(operators, taken.values()));
        loaded.forget(name);
        rowsOfApplication().filter(row -> row.name().equals(name)).forEach(loaded::begin);
    }

    @Override
    public List<Extension> rows() {
        begin();
        return loaded.rows();
    }

    private void begin() {
        loaded.beginOnce(LiveReceipts::rowsOfApplication);
    }

    private static Stream<Extension> rowsOfApplication() {
        return ShippedFolder.read("receipts", LiveReceipts::shipped).orElse(List.of()).stream();
    }

    private static List<Extension> shipped(Path folder) {
        return ExtensionRoot.listed(folder).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .map(file -> Extension.working(
                        new Label("receipts", nameOf(file), Origin.APPLICATION, "receipts/" + file.getFileName()),
                        YamlText.version(text(file))))
                .toList();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(SUFFIX, "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
