package routes.extension.source;

import java.io.File;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.support.scan.DefaultPackageScanResourceResolver;
import org.jspecify.annotations.Nullable;

/** Finds the files that a pattern names as Camel does, as fast as {@link PackagedClasses}. */
final class PackagedResources extends DefaultPackageScanResourceResolver {
    @Override
    protected List<String> doLoadImplementationsInJar(
            String packageName, InputStream stream, String urlPath, @Nullable Predicate<String> filter) {
        if (!new File(urlPath).isFile()) {
            return super.doLoadImplementationsInJar(packageName, stream, urlPath, filter);
        }
        Predicate<String> wanted = Optional.ofNullable(filter).orElse(name -> !name.endsWith(".class"));
        return PackagedClasses.files(urlPath, name -> name.startsWith(packageName) && wanted.test(name));
    }
}
