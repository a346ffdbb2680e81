"""`/hebergement/`: settings for common hosts, ready for the address that this build is made for.

They are written by the build so that they name its address, its headers and the pattern of its files as they are.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .headers import FRAMED, FRAMED_POLICY, HEADERS

if TYPE_CHECKING:
    from ..build import Build

FOLDER = "hebergement"
SHORT = "public, max-age=300, must-revalidate"
"""No name changes with the content of its file: each is asked for again after five minutes, and does not travel twice."""
COMPRESSED = {
    "application/atom+xml": ("atom",),
    "application/ld+json": ("jsonld",),
    "application/json": ("json", "map"),
    "application/xml": ("xml",),
    "text/calendar": ("ics",),
    "text/csv": ("csv",),
    "text/markdown": ("md",),
    "text/plain": ("txt",),
    "text/css": ("css",),
    "text/javascript": ("js",),
    "image/svg+xml": ("svg",),
}
"""What a host compresses besides HTML, with the endings that it must know by their true name."""
TYPES = COMPRESSED | {
    "text/html": ("html",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "font/woff2": ("woff2",),
    "application/pdf": ("pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/zip": ("zip", "htz"),
    "application/gzip": ("gz",),
}
_NGINX = """\
# {guide}, pour nginx. Écrit par « make site » pour {site}
# 1. Copier ce que « make site » a écrit dans /var/www/guide (ou changer « alias » plus bas).
# 2. Copier ce fichier dans /etc/nginx/conf.d/guide.conf, puis : nginx -t && systemctl reload nginx
# 3. Le certificat et la redirection vers https se règlent dans ce bloc « server », comme pour vos autres sites.

map $uri $guide_regles {{
    default "{policy}";
    "~^{pattern}{framed}" "{framed_policy}";
}}

server {{
    listen 80;
    server_name {host};
    charset utf-8;
    charset_types text/css text/csv text/javascript text/markdown text/plain text/calendar application/json application/atom+xml;
    server_tokens off;
    absolute_redirect off;

    gzip on;
    gzip_vary on;
    gzip_min_length 1000;
    gzip_types {compressed};
{root}
    location "{decoded}" {{
        alias /var/www/guide/;
        index index.html;
        error_page 404 "{decoded}404.html";
        error_page 403 =404 "{decoded}404.html";
        types {{
{types}
        }}
        add_header Cache-Control "{short}" always;
{headers}
    }}
}}
"""
_NGINX_VARIABLES = {"Content-Security-Policy": "$guide_regles"}
"""The headers whose value depends on the address: a `map` above says which."""
_APACHE = """\
# {guide}, pour Apache. Écrit par « make site » pour {site}
# À copier sous le nom « .htaccess » à la racine du site, ou dans un bloc <Directory>.
# Modules : headers, deflate, mime, setenvif. AllowOverride : FileInfo Indexes Options.

Options -Indexes
DirectoryIndex index.html
ErrorDocument 403 {path}404.html
ErrorDocument 404 {path}404.html
AddDefaultCharset utf-8
AddCharset utf-8 {texts}
{types}

<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html {compressed}
</IfModule>

<IfModule mod_headers.c>
{headers}
    Header always set Cache-Control "{short}"
    <If "%{{REQUEST_URI}} =~ m#^{pattern}{framed}#">
        Header always set Content-Security-Policy "{framed_policy}"
    </If>
</IfModule>
"""
_IIS = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- {guide}, pour IIS (Windows Server). Écrit par « make site » pour {site}
     À copier sous le nom « web.config » à la racine du site, qui est une application ou un site à elle seule. -->
<configuration>
  <system.webServer>
    <directoryBrowse enabled="false" />
    <defaultDocument enabled="true"><files><clear /><add value="index.html" /></files></defaultDocument>
    <httpErrors errorMode="Custom" existingResponse="Replace">
      <remove statusCode="404" />
      <error statusCode="404" path="{path}404.html" responseMode="ExecuteURL" />
      <remove statusCode="403" subStatusCode="14" />
      <error statusCode="403" subStatusCode="14" path="{path}404.html" responseMode="ExecuteURL" />
    </httpErrors>
    <urlCompression doStaticCompression="true" doDynamicCompression="false" />
    <staticContent>
{types}
    </staticContent>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
{headers}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="{framed_folder}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Content-Security-Policy" />
          <add name="Content-Security-Policy" value="{framed_policy}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
"""
_GITLAB = """\
# {guide}, pour GitLab Pages. À copier sous le nom « .gitlab-ci.yml » à la racine du dépôt.
# GitLab donne l'adresse ; les fichiers compressés à côté des autres sont servis tels quels.
pages:
  image: python:3.12.12-bookworm@sha256:c0abd0758831ad99b7a29e0c1a875da9c4abb9a2e3f21e2eeb585dbcadfb6cd0
  variables:
    EDITION: publique
  script:
    - make site SITE_URL="$CI_PAGES_URL/"
    - mv site public
    - find public -type f -regextype posix-extended -regex '.*\\.(html|css|js|json|jsonld|xml|atom|svg|csv|md|txt)' -exec gzip --keep --best {} +
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""


def hosting_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    site = build.settings.site
    address = urlsplit(site)
    path = unquote(address.path)  # servers compare what they were asked for once it is decoded
    decoded = path.replace("\\", "\\\\").replace('"', '\\"')
    values = {
        "guide": build.settings.guide,
        "site": site,
        "host": address.hostname,
        "path": address.path,
        "decoded": decoded,
        "pattern": re.escape(path).replace('"', r"\x22"),
        "short": SHORT,
        "compressed": " ".join(COMPRESSED),
        "texts": " ".join(f".{ending}" for endings in COMPRESSED.values() for ending in endings),
    }
    values |= {"policy": HEADERS["Content-Security-Policy"], "framed": FRAMED, "framed_policy": FRAMED_POLICY}
    root = "" if address.path == "/" else f'\n    location = "{decoded.rstrip("/")}" {{ return 301 {address.path}; }}\n'
    yield (
        f"{FOLDER}/nginx.conf",
        _NGINX.format(
            **values,
            root=root,
            types="\n".join(f"            {media} {' '.join(endings)};" for media, endings in TYPES.items()),
            headers="\n".join(
                f"        add_header {name} {_NGINX_VARIABLES.get(name, chr(34) + value + chr(34))} always;"
                for name, value in HEADERS.items()
            ),
        ).encode(),
    )
    yield (
        f"{FOLDER}/apache.htaccess",
        _APACHE.format(
            **values,
            types="\n".join(
                f"AddType {media} {' '.join(f'.{ending}' for ending in endings)}" for media, endings in TYPES.items()
            ),
            headers="\n".join(f'    Header always set {name} "{value}"' for name, value in HEADERS.items()),
        ).encode(),
    )
    yield f"{FOLDER}/iis.config", _IIS.format(**values, **_iis()).encode()
    yield f"{FOLDER}/gitlab-ci.yml", _GITLAB.replace("{guide}", build.settings.guide).encode()


def _iis() -> dict[str, str]:
    """Each ending is taken off before it is said: IIS refuses the whole site where a type is said twice."""
    endings = [(ending, media) for media, own in TYPES.items() for ending in own]
    return {
        "types": "\n".join(
            f'      <remove fileExtension=".{ending}" /><mimeMap fileExtension=".{ending}" mimeType="{media}{"; charset=utf-8" if media in COMPRESSED or media == "text/html" else ""}" />'
            for ending, media in endings
        ),
        "headers": "\n".join(
            f'        <add name="{name}" value="{value}" />'
            for name, value in (*HEADERS.items(), ("Cache-Control", SHORT))
        ),
        "framed_folder": FRAMED.rstrip("/"),
    }
