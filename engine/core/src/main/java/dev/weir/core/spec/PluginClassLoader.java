package dev.weir.core.spec;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Classes of one plugin: its own libraries come first, so that they may have other versions than
 * ours. Only what plugin and engine must share comes from the engine, and nothing of the engine
 * beyond that can be seen.
 */
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final List<String> SHARED =
            List.of(
                    "java.",
                    "dev.weir.api.",
                    "org.apache.arrow.",
                    "org.jspecify.",
                    // Part of Arrow's surface or a place where all parts of a process must meet.
                    "org.slf4j.");

    private final ClassLoader engine;
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

    PluginClassLoader(String plugin, List<URL> jars, ClassLoader engine) {
        super(plugin, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    static boolean isShared(String name) {
        return SHARED.stream().anyMatch(name::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = isShared(name) ? engine.loadClass(name) : load(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    /** The JDK's own modules (javax.sql, jdk.* …) cannot be replaced; all else is the plugin's. */
    private Class<?> load(String name) throws ClassNotFoundException {
        try {
            return platform.loadClass(name);
        } catch (ClassNotFoundException e) {
            return findClass(name);
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null
                ? own
                : shared(name) ? engine.getResource(name) : platform.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list((shared(name) ? engine : platform).getResources(name)));
        return Collections.enumeration(all);
    }

    private static boolean shared(String resource) {
        return isShared(resource.replace('/', '.'));
    }
}
