package routes.tool.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.extension.lint.DeclaredMedia;
import routes.extension.lint.FolderLint;
import routes.extension.lint.LintFinding;
import routes.extension.lint.RouteProject;
import routes.extension.source.Approval;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack.Origin;
import routes.notice.render.Medium;
import routes.tool.topology.ProjectRoutes;
import routes.wiring.RenderWiring;
import routes.wiring.ShippedClaims;

/** Checks what engineers edit before it is trusted. */
@Command(
        name = "lint",
        description = "Checks routes, mappings with their samples, templates, receipt rules and settings of a folder;"
                + " says file, line, what is wrong and what is wanted. Exit code 1 when something is.",
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = ".",
            description = "Folder of extensions, or of a project (its src/main/resources); this one when left out")
    private Path folder;

    @Option(
            names = "--approve",
            description = "Write what the mappings make of their samples beside them as what is expected from now on;"
                    + " says field by field what changed")
    private boolean approve;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new VeaiopsException("there is no folder " + folder);
        }
        Path project = folder.resolve(RESOURCES);
        Path checked = Files.isDirectory(project) ? project : folder;
        if (approve) {
            approve(checked);
        }
        List<LintFinding> findings = lint().findings(checked);
        if (out.json()) {
            out.json(findings);
        } else {
            findings.forEach(finding -> out.line(finding.toString()));
            out.line(findings.isEmpty() ? "nothing is wrong" : findings.size() + " found");
        }
        return findings.isEmpty() ? 0 : Veaiops.FOUND;
    }

    /** Not part of the answer: with --json that is the findings that are left. */
    private void approve(Path checked) {
        List<String> changes = SourceFolder.packs(checked.resolve("mappings"), Origin.FOLDER).stream()
                .flatMap(pack -> Approval.of(pack, SourceFileReader.offline()).stream())
                .toList();
        changes.forEach(out.json() ? out::progress : out::line);
        if (changes.isEmpty()) {
            out.progress("every expected result is as it was");
        }
    }

    /** Against the routes, settings and channels of this application. */
    static FolderLint lint() {
        RouteProject shipped = ProjectRoutes.shipped();
        return new FolderLint(
                shipped, SourceFileReader.offline(), media(), () -> ShippedClaims.registry(() -> shipped));
    }

    /** Those of the application, and of the channels of others that are on the class path. */
    private static List<Medium> media() {
        List<Medium> known = RenderWiring.media();
        Set<String> folders = known.stream().map(Medium::folder).collect(Collectors.toSet());
        return Stream.concat(
                        known.stream(),
                        DeclaredMedia.scan("routes").stream().filter(medium -> !folders.contains(medium.folder())))
                .toList();
    }
}
