package io.resilientagent.architecture;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** One class, as text, planted into a room. */
record Planted(String room, String code) {

    private static final Pattern NAME = Pattern.compile("\\bclass (\\w+)");

    /** Compiles all into a directory. */
    static void compile(List<Planted> all, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> sources = all.stream().map(Planted::source).toList();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", directory.toString(), "-proc:none");
            assertThat(compiler.getTask(null, files, null, options, null, sources)
                            .call())
                    .as("the planted classes compile")
                    .isTrue();
        }
    }

    /** The name of the class, with its package. */
    String className() {
        return Floors.BASE + "." + this.room + "." + simpleName();
    }

    private String simpleName() {
        Matcher matcher = NAME.matcher(this.code);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private JavaFileObject source() {
        URI uri = URI.create("string:///" + className().replace('.', '/') + JavaFileObject.Kind.SOURCE.extension);
        String text = "package " + Floors.BASE + "." + this.room + ";\n" + this.code;
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
