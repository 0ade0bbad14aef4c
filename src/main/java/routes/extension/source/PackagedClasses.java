package routes.extension.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.camel.support.scan.DefaultPackageScanClassResolver;

/** Finds classes as Camel does, but reads the table of contents of a jar where Camel inflates the whole jar each time. */
public final class PackagedClasses extends DefaultPackageScanClassResolver {

    /** For a search outside of a running application. */
    public static PackagedClasses started() {
        PackagedClasses classes = new PackagedClasses();
        classes.start();
        return classes;
    }

    @Override
    protected List<String> doLoadJarClassEntries(InputStream stream, String urlPath) {
        return new File(urlPath).isFile()
                ? files(urlPath, name -> name.endsWith(".class"))
                : super.doLoadJarClassEntries(stream, urlPath);
    }

    /** The files of a jar. */
    static List<String> files(String jar, Predicate<String> wanted) {
        try (ZipFile file = new ZipFile(jar)) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(wanted)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the files of " + jar, e);
        }
    }
}
