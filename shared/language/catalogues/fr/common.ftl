## Commun à toutes les pages

app-name = Nassij

layout-skip = Aller au contenu
layout-language = Langue
layout-navigation = Rubriques de l’association
layout-foot = Nassij : un espace propre à chaque association, fermé aux autres.
layout-visitor = Vous visitez l’espace de cette association avec l’accord de son bureau. Tout ce que vous ouvrez figure dans son journal des opérations.

nav-home = Accueil
nav-members = Membres
nav-dues = Cotisations
nav-books = Comptabilité
nav-assemblies = Assemblées
nav-more = Plus

year = Année

form-optional = (facultatif)
form-unsaid = Non précisé
form-date-hint = Jour/mois/année, par exemple 05/03/2026
form-title-prefix = Erreur :
form-problem = Il y a quelque chose à corriger
form-not-saved = Rien n’a été enregistré. Ce que vous avez saisi est toujours là.
form-maybe-saved = Nous ne savons pas si l’enregistrement a eu lieu. Renvoyez le formulaire : il ne sera enregistré qu’une fois.
form-continue = Continuer
form-back = Revenir en arrière

list-search = Recherche
list-search-act = Rechercher
list-show-all = Tout afficher
list-pages = Pages de la liste
list-first = Début de la liste
list-next = Page suivante
list-nothing = Aucun résultat
list-nothing-text = Rien ne correspond à cette recherche. Essayez une partie du nom, ou retirez le filtre.

task-done = Fait
task-to-do = À faire

failure-id = Numéro de la demande :
failure-to-associations = Mes associations
failure-to-start = Page d’accueil
failure-not-found = Page introuvable
failure-not-found-next = Vérifiez l’adresse, ou revenez à vos associations.
failure-forbidden = Accès refusé
failure-forbidden-next = Si vous avez besoin de cet accès, demandez-le au président de l’association.
failure-unavailable = Service indisponible
failure-unavailable-next = Attendez un instant, puis rechargez la page.
failure-too-many = Trop de tentatives
failure-too-many-next = Attendez une minute, puis recommencez.
failure-too-large = Fichier trop volumineux
failure-too-large-next = Réduisez ce que vous envoyez, puis recommencez.
failure-to-form = Revenir au formulaire
failure-invalid = Demande refusée
failure-invalid-next = Revenez à la page précédente et recommencez.
failure-internal = Une erreur s’est produite
failure-internal-next = Réessayez dans un instant. Si l’erreur revient, donnez-nous le numéro de la demande.

role-president = Président
role-vice_president = Vice-président
role-secretary_general = Secrétaire général
role-deputy_secretary = Secrétaire général adjoint
role-treasurer = Trésorier
role-deputy_treasurer = Trésorier adjoint
role-adviser = Conseiller
role-auditor = Commissaire aux comptes
role-member = Membre
role-custom = Rôle propre à l’association
role-visitor = Coordinateur du pôle (visite)
role-coordinator = Coordinateur du pôle
role-chief_coordinator = Coordinateur en chef du pôle
role-overseer = Coordinateur du pôle supérieur
role-staff = Équipe de la plateforme
role-signed_in = Utilisateur connecté
role-anonymous = Visiteur sans compte
role-service = La plateforme

count-members = { PLURAL($count) ->
    [one] { $count } membre
   *[other] { $count } membres
}

failure-not-saved = Rien n’a été enregistré.
failure-maybe-saved = Nous ne savons pas si l’enregistrement a eu lieu. Revenez à la page précédente et renvoyez : il ne sera enregistré qu’une fois.
layout-visitor-terms = { $scope } : { $areas }. Jusqu’au { $until }.
layout-visitor-back = Revenir à
layout-limited-group = Votre siège est limité à un groupe : vous ne voyez que ses membres.
layout-limited-project = Votre siège est limité à un projet : vous ne voyez que ce qui le concerne.
layout-limited-year = Votre siège est limité à l’année { $year } : vous ne voyez que ce qui la concerne.
seat-outside = L’année { $year } est hors de votre siège
seat-outside-text = Votre siège est limité : il n’atteint pas l’argent de cette année, ce qui ne veut pas dire qu’il n’y en a pas. Si vous en avez besoin, demandez à la présidence d’étendre votre siège.
seat-own-year = Aller à l’année { $year }
layout-other-page = Une autre page de l’espace
failure-forbidden-hub = Si vous avez besoin de cet accès, demandez-le au coordinateur responsable du pôle ou à l’administration de la plateforme.
