/* « Écrire à plusieurs » : where the organisation writes together, how a dossier goes there and comes back. Needs: element, fichier.

     view(options)   an element; options: { type: "docs" | "etherpad" | "", adresse, titre, address(path) }
     opening(options)   the address that opens a new document there, or ""

   Docs: /docs/new?title=…&link-reach=restricted; its roles are reader, commenter, editor, administrator, owner. Etherpad: /p/<name>, without roles: who has the address writes. */
(() => {
  "use strict";

  const { make } = guideParts.element;

  function opening({ type, adresse, titre }) {
    const root = adresse.replace(/\/+$/, "");
    if (!/^https?:\/\//.test(root)) return "";
    if (type === "docs") return `${root}/docs/new?${new URLSearchParams([["title", titre], ["link-reach", "restricted"]])}`;
    return type === "etherpad" ? `${root}/p/${guideParts.fichier.slug(titre) || "dossier"}` : "";
  }

  const ROLES = [
    ["gestionnaire", "propriétaire", "l’acheteur qui porte le marché"],
    ["modérateur", "administrateur", "son suppléant\u00a0: il ouvre et ferme les accès"],
    ["éditeur", "éditeur", "le service qui décrit le besoin"],
    ["commentateur", "commentateur", "le juriste, le chargé de mission développement durable"],
    ["observateur", "lecteur", "la direction, les élus"],
  ];

  function view(options) {
    const { type, address } = options;
    const target = opening(options);
    const link = target ? make("a", { href: target }, type === "docs" ? "Ouvrir un document neuf dans Docs" : "Ouvrir un document neuf dans Etherpad") : null;
    const method = make("p", {}, make("a", { href: address("guide/ecrire-a-plusieurs/") }, "La méthode, en une heure"));
    if (!link) {
      return [make("p", {}, "Votre organisation n’a pas dit où elle écrit à plusieurs (organisation.yml, corredaction). Enregistrez «\u00a0Tout le dossier\u00a0» en Word et ouvrez-le dans l’outil qu’elle emploie\u00a0; rapportez ensuite le fichier sur cette page."), method];
    }
    const steps = type === "docs" ? [
      [link, ". Il porte l’objet du marché, et n’est vu que de vous."],
      ["Faites-y entrer le texte\u00a0: enregistrez «\u00a0Tout le dossier\u00a0» en Word (.docx) ou en Markdown (.md), et déposez le fichier dans la liste des documents. Si l’import n’est pas ouvert chez vous, copiez un document et collez-le. Puis donnez à chacun son rôle\u00a0:",
        make("div", { class: "defile-x" }, make("table", {}, make("thead", {}, make("tr", {}, ["Rôle", "Dans Docs", "Qui"].map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, ROLES.map((row) => make("tr", {}, row.map((cell) => make("td", {}, cell)))))))],
      ["Quand tout est dit, téléchargez le document en Word (.docx) et rapportez-le sur cette page\u00a0: elle retrouve les clauses et montre ce qui a changé."],
    ] : [
      [link, ". Qui en a l’adresse y écrit\u00a0: ne la donnez qu’aux rédacteurs\u00a0; le lien «\u00a0lecture seule\u00a0» est pour les autres."],
      ["Enregistrez «\u00a0Tout le dossier\u00a0» en Word (.docx) et prenez-le par «\u00a0Importer/Exporter\u00a0», ou collez un document copié. Votre service informatique peut aussi l’envoyer\u00a0: ", make("code", {}, "python -m macros corediger dossier-complet.md"), "."],
      ["Quand tout est dit, exportez le document en Word (.docx) et rapportez-le sur cette page\u00a0: elle retrouve les clauses et montre ce qui a changé."],
    ];
    return [make("ol", {}, steps.map((step) => make("li", {}, step))), method];
  }

  guideParts.dossierPlusieurs = { view, opening };
})();
